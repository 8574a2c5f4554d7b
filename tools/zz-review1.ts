import { parse, MemoryHost, step, InstanceRows } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import { processXml, flow, path } from '../plugins/bpmn-engine/src/testing/picture';
const which = process.argv[2];
const cond = (c: string) => `<conditionalEventDefinition><condition>${c}</condition></conditionalEventDefinition>`;
const out = (s: string, t: string) => `<extensionElements><zeebe:ioMapping><zeebe:output source="${s}" target="${t}"/></zeebe:ioMapping></extensionElements>`;
async function def(content: string, around = '') {
  const r = await parse(fix(processXml(content, around)));
  if (!r.definition) { console.log('PROBLEMS', r.problems.map(p => p.rule + ': ' + p.message)); process.exit(0); }
  return r.definition;
}
const fix = (x: string) => x.replace(/bpmn:(zeebe|pipeline):/g, '$1:').replace(/<(\/?)bpmn:bpmn:/g,'<$1bpmn:');
const show = (h: any, id: string, from = 0) => h.instance(id).history.slice(from).map((c: any) => [c.type, c.elementId ?? c.incident?.elementId ?? c.flowId ?? c.wait?.elementId ?? '', c.to ?? c.incident?.kind ?? c.wait?.kind ?? c.reason??''].join(' ') + (c.incident? ' '+c.incident.message:''));
const tests: Record<string, () => Promise<void>> = {
  async C() {
    const d = await def(`<startEvent id="s"/>${path('s','u')}<userTask id="u"/><boundaryEvent id="b" attachedToRef="u" cancelActivity="false">${out('=x + 1','x')}${cond('=x &gt; 0')}</boundaryEvent>`);
    const h = new MemoryHost({ definitions: [d] }); const id = h.start('story', { x: 1 }); console.log(h.instance(id).history.length);
  },
  async E() {
    const d = await def(`<startEvent id="s"/>${path('s','a')}<inclusiveGateway id="a"/><parallelGateway id="b"/>${flow('a','b')}<sequenceFlow id="ab2" sourceRef="a" targetRef="b"/>${flow('b','a')}`);
    const h = new MemoryHost({ definitions: [d] }); const id = h.start('story', { x: 1 }); console.log(h.instance(id).history.length);
  },
  async AA() {
    const d = await def(`<startEvent id="s"/>${path('s','a','b')}<task id="a" completionQuantity="2000000000"/><userTask id="b"/>`);
    const h = new MemoryHost({ definitions: [d] }); const id = h.start('story', { x: 1 }); console.log(h.instance(id).history.length);
  },
  async D() {
    const d = await def(`<startEvent id="s"/>${path('s','a')}<adHocSubProcess id="a"><extensionElements><zeebe:adHoc activeElementsCollection="=outer"/></extensionElements><adHocSubProcess id="i"><extensionElements><zeebe:adHoc activeElementsCollection="=inner"/></extensionElements><userTask id="t"/></adHocSubProcess></adHocSubProcess>`);
    const h = new MemoryHost({ definitions: [d] }); const id = h.start('story', { outer: Array(5000).fill('i'), inner: Array(5000).fill('t') }); console.log(h.instance(id).history.length);
  },
  async K() {
    const d = await def(`<startEvent id="s"/>${path('s','u','e')}<userTask id="u"><standardLoopCharacteristics testBefore="true"><loopCondition>=go</loopCondition></standardLoopCharacteristics></userTask><endEvent id="e"/><boundaryEvent id="b" attachedToRef="u" cancelActivity="false">${cond('=missing &gt; 0')}</boundaryEvent>`);
    for (const go of [true, false]) {
      const h = new MemoryHost({ definitions: [d] }); const id = h.start('story', { go: true });
      const rows = h.instance(id).rows; const inc = [...rows.incidents.values()][0]; console.log(inc);
      if (!go) h.send(id, { type: 'setVariables', variables: { go: false } });
      h.send(id, { type: 'setVariables', variables: { missing: 0 } });
      for (const i of [...rows.incidents.values()]) if (rows.incidents.has(i.key)) h.send(id, { type: 'resolveIncident', incidentKey: i.key });
      console.log('go', go, 'waits', [...rows.waits.values()].map((w: any) => w.kind + ' ' + w.elementInstanceKey), 'elements', [...rows.elements.values()].map((r: any) => [r.elementId, r.loopCounter, r.scopeKey].join()), rows.instance()?.state);
    }
  },
  async S() {
    const v1 = `<startEvent id="s"/>${path('s','f')}<parallelGateway id="f"/>${path('f','a','j')}${path('f','b','j')}${path('f','c','j')}<task id="a"/><task id="b"/><userTask id="c"/><parallelGateway id="j"/>${path('j','e')}<userTask id="e"/>`;
    const v2 = `<startEvent id="s"/>${path('s','f')}<parallelGateway id="f"/>${path('f','a','j')}${path('f','b','j')}<task id="a"/><task id="b"/>${path('f','c')}<userTask id="c"/><parallelGateway id="j"/>${path('j','e')}<userTask id="e"/>`;
    const d1 = await def(v1), d2 = await def(v2);
    const rows = new InstanceRows(); let k = 0; const ctx = { view: rows, now: 0, nextKey: () => ++k };
    step({ ...ctx, definition: d1, command: { type: 'startInstance', instanceId: 'i' } });
    const ch = step({ ...ctx, definition: d1, target: d2, command: { type: 'migrateInstance', mapping: {} } });
    console.log('after migrate', ch.map(c => c.type), [...rows.elements.values()].map(r => r.elementId), JSON.stringify([...rows.tokens.values()].map(m => [...m].map(([a, b]) => [a, [...b]]))));
    const w = [...rows.waits.values()][0];
    step({ ...ctx, definition: d2, command: { type: 'fulfilWait', waitKey: w.key } });
    console.log('c done', rows.instance()?.state, [...rows.elements.values()].map(r => r.elementId), [...rows.incidents.values()]);
  },
  async Q() {
    const v1 = `<startEvent id="s"/>${path('s','u')}<userTask id="u"/>`;
    const v2 = v1 + `<boundaryEvent id="b" attachedToRef="u">${cond('=x &gt; 0')}</boundaryEvent>${path('b','t')}<userTask id="t"/>`;
    const d1 = await def(v1), d2 = await def(v2);
    for (const susp of [false, true]) {
      const rows = new InstanceRows(); let k = 0; const ctx = { view: rows, now: 0, nextKey: () => ++k };
      step({ ...ctx, definition: d1, command: { type: 'startInstance', instanceId: 'i', variables: { x: 1 } } });
      if (susp) step({ ...ctx, definition: d1, command: { type: 'suspendInstance' } });
      step({ ...ctx, definition: d1, target: d2, command: { type: 'migrateInstance', mapping: {} } });
      if (susp) step({ ...ctx, definition: d2, command: { type: 'resumeInstance' } });
      console.log('suspended', susp, [...rows.elements.values()].map(r => r.elementId));
    }
  },
  async P() {
    const d = await def(`<startEvent id="s"/>${path('s','u')}<userTask id="u"/><boundaryEvent id="b" attachedToRef="u"><conditionalEventDefinition><extensionElements><zeebe:conditionalFilter variableNames="x" variableEvents="create"/></extensionElements><condition>=get or else(x, 0) &gt; 0</condition></conditionalEventDefinition></boundaryEvent>${path('b','t')}<userTask id="t"/>`);
    for (const susp of [false, true]) {
      const h = new MemoryHost({ definitions: [d] }); const id = h.start('story');
      if (susp) h.send(id, { type: 'suspendInstance' });
      h.send(id, { type: 'setVariables', variables: { x: 1 } });
      if (susp) h.send(id, { type: 'resumeInstance' });
      console.log('suspended', susp, [...h.instance(id).rows.elements.values()].map(r => r.elementId));
    }
  },
  async J() {
    const d = await def(`<startEvent id="s"/>${path('s','u','e')}<serviceTask id="u"><extensionElements><zeebe:taskDefinition type="j"/></extensionElements><multiInstanceLoopCharacteristics behavior="One" oneBehaviorEventRef="ed"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></serviceTask><endEvent id="e"/>`, `<error id="err" errorCode="E"/><errorEventDefinition id="ed" errorRef="err"/>`);
    const h = new MemoryHost({ definitions: [d] }); const id = h.start('story'); const rows = h.instance(id).rows;
    h.send(id, { type: 'fulfilWait', waitKey: [...rows.waits.keys()][0] });
    const inc = [...rows.incidents.values()][0]; console.log(inc);
    h.send(id, { type: 'resolveIncident', incidentKey: inc.key });
    console.log([...rows.waits.values()].map((w: any) => w.kind + ' on ' + w.elementInstanceKey), [...rows.elements.values()].map((r: any) => [r.key, r.elementId, r.loopCounter, r.scopeKey].join()), [...rows.incidents.values()]);
    for (const k of [...rows.waits.keys()]) if (rows.waits.has(k)) h.send(id, { type: 'fulfilWait', waitKey: k });
    console.log(rows.instance()?.state, [...rows.elements.values()].map((r: any) => [r.key, r.elementId, r.loopCounter, r.scopeKey].join()), [...rows.waits.keys()]);
  },
};

const runLimited = (d: any, variables: any) => { let k = 0; const rows = new InstanceRows(); const t = Date.now(); try { const n = step({ definition: d, view: rows, now: 0, nextKey: () => { if (++k % 50000 === 0) console.log("keys", k, Date.now() - t, "ms"); if (k > 2_500_000) throw new Error('2.5M keys after ' + (Date.now() - t) + ' ms, incidents ' + rows.incidents.size); return k; }, command: { type: 'startInstance', instanceId: 'i', variables } }).length; console.log('ended', n, rows.incidents.size, rows.incidents.size ? [...rows.incidents.values()][0].message : ''); } catch (e: any) { console.log(e.message); } return rows; };
const els = (rows: any) => [...rows.elements.values()].map((r: any) => [r.key, r.elementId, r.loopCounter, r.scopeKey, r.lifecycle].join());
Object.assign(tests, {
  async C2() { runLimited(await def(`<startEvent id="s"/>${path('s','u')}<userTask id="u"/><boundaryEvent id="b" attachedToRef="u" cancelActivity="false">${out('=x + 1','x')}${cond('=x &gt; 0')}</boundaryEvent>`), { x: 1 }); },
  async E2() { runLimited(await def(`<startEvent id="s"/>${path('s','a')}<inclusiveGateway id="a"/><parallelGateway id="b"/>${flow('a','b')}<sequenceFlow id="ab2" sourceRef="a" targetRef="b"/>${flow('b','a')}`), {}); },
  async D2() { runLimited(await def(`<startEvent id="s"/>${path('s','a')}<adHocSubProcess id="a"><extensionElements><zeebe:adHoc activeElementsCollection="=outer"/></extensionElements><adHocSubProcess id="i"><extensionElements><zeebe:adHoc activeElementsCollection="=inner"/></extensionElements><task id="t"/></adHocSubProcess></adHocSubProcess>`), { outer: Array(5000).fill('i'), inner: Array(5000).fill('t') }); },
  async G() { for (const seq of ['true','false']) runLimited(await def(`<startEvent id="s"/>${path('s','a')}<task id="a"><multiInstanceLoopCharacteristics isSequential="${seq}"><extensionElements><zeebe:loopCharacteristics inputCollection="=for i in 1..10000 return i" inputElement="item"/></extensionElements></multiInstanceLoopCharacteristics></task>`), {}); 
    const t = Date.now(); runLimited(await def(`<startEvent id="s"/>${path('s','a')}<task id="a"><multiInstanceLoopCharacteristics isSequential="true"><extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item"/></extensionElements></multiInstanceLoopCharacteristics></task>`), { items: Array.from({ length: 20000 }, (_, i) => ({ i })) }); console.log('seq 20000 from variable', Date.now() - t); },
  async F() { for (const n of [2500, 5000, 10000]) { const t = Date.now(); runLimited(await def(`<startEvent id="s"/>${path('s','p','e')}<subProcess id="p"><scriptTask id="a"><extensionElements><zeebe:script expression="=i + 1" resultVariable="i"/></extensionElements></scriptTask><boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><task id="h" isForCompensation="true"/><association id="as" associationDirection="One" sourceRef="b" targetRef="h"/><exclusiveGateway id="x" default="x-e2"/><exclusiveGateway id="m"/><startEvent id="s2"/>${path('s2','m','a','x')}${flow('x','m','=i < ' + n)}${flow('x','e2')}<endEvent id="e2"/></subProcess><endEvent id="e"><compensateEventDefinition/></endEvent>`), { i: 0 }); console.log('n', n, Date.now() - t, 'ms'); } },
  async X() { for (const n of [1000, 2000, 4000]) { const d = await def(`<startEvent id="s"/>${path('s','a')}<subProcess id="a"><multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item"/></extensionElements></multiInstanceLoopCharacteristics><startEvent id="s2"/>${path('s2','c')}<intermediateCatchEvent id="c">${cond('=item &lt; 0')}</intermediateCatchEvent></subProcess>`); const t = Date.now(); runLimited(d, { items: Array.from({ length: n }, (_, i) => i) }); console.log('n', n, Date.now() - t, 'ms'); } },
  async A() { const d = await def(`<startEvent id="s"/>${path('s','a','e')}<adHocSubProcess id="a" ordering="Sequential"><userTask id="t1"/><userTask id="t2"/><subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><messageEventDefinition messageRef="m"/></startEvent>${path('es','ee')}<endEvent id="ee"/></subProcess></adHocSubProcess><endEvent id="e"/>`, `<message id="m" name="m"/>`);
    const h = new MemoryHost({ definitions: [d] }); const id = h.start('story'); h.publish('m'); console.log(els(h.instance(id).rows), h.instance(id).rows.instance()?.state); },
  async N() { const d = await def(`<startEvent id="s"/>${path('s','u')}<userTask id="u"/>`); const h = new MemoryHost({ definitions: [d] }); const id = h.start('story'); const before = els(h.instance(id).rows);
    try { h.send(id, { type: 'moveInstance', terminate: [], activate: [{ elementId: 'u' }, { elementId: 'u', scopeKey: 999 }] }); } catch (e: any) { console.log(e.name); } console.log(before, els(h.instance(id).rows));
    h.send(id, { type: 'suspendInstance' }); try { h.send(id, { type: 'setVariables', scopeKey: 77, variables: { x: 1 } }); } catch (e: any) { console.log(e.name); } console.log(h.instance(id).rows.held); },
  async I() { const d = await def(`<startEvent id="s"/>${path('s','a')}<receiveTask id="dummy"/><subProcess id="a"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality><completionCondition>=nrOfCompletedInstances &gt;= 1</completionCondition></multiInstanceLoopCharacteristics><startEvent id="s2"/>${path('s2','c')}<intermediateCatchEvent id="c"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent></subProcess>${flow('a','e','=nope')}<endEvent id="e"/>`.replace('<receiveTask id="dummy"/>',''), `<signal id="sig" name="sig"/>`);
    const h = new MemoryHost({ definitions: [d] }); const id = h.start('story', { nope: false }); h.broadcast('sig'); console.log([...h.instance(id).rows.incidents.values()].map((i: any) => i.kind + ' ' + i.elementInstanceKey), els(h.instance(id).rows)); },
  async CM() { const d = await def(`<startEvent id="s"/>${path('s','t')}<transaction id="t"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics><startEvent id="s2"/>${path('s2','book','pay')}<task id="book"/><boundaryEvent id="bb" attachedToRef="book"><compensateEventDefinition/></boundaryEvent><task id="undo" isForCompensation="true"/><association id="as" associationDirection="One" sourceRef="bb" targetRef="undo"/><userTask id="pay"/><exclusiveGateway id="x" default="x-ok"/>${path('pay','x')}${flow('x','no','=bad')}${flow('x','ok')}<endEvent id="ok"/><endEvent id="no"><cancelEventDefinition/></endEvent></transaction><boundaryEvent id="cb" attachedToRef="t"><cancelEventDefinition/></boundaryEvent>${path('cb','e')}<endEvent id="e"/>`);
    const h = new MemoryHost({ definitions: [d] }); const id = h.start('story', { bad: true }); const w = h.waits(id); h.send(id, { type: 'fulfilWait', waitKey: w[0].key }); console.log('undo entered', h.instance(id).history.filter((c: any) => c.type === 'elementEntered' && c.elementId === 'undo').length, 'of 2', h.instance(id).rows.instance()?.state); },
  async T() { const d = await def(`<startEvent id="s"/>${path("s","u","e")}<endEvent id="e"/><serviceTask id="u"><extensionElements><zeebe:executionListeners><zeebe:executionListener eventType="start" type="=null"/></zeebe:executionListeners><zeebe:taskDefinition type="j" retries="-2"/><pipeline:retry delay="PT1S"/></extensionElements></serviceTask>`);
    const h = new MemoryHost({ definitions: [d] }); const id = h.start('story'); console.log(h.waits(id), [...h.instance(id).rows.incidents.values()]); h.send(id, { type: 'fulfilWait', waitKey: h.waits(id)[0].key }); console.log(h.waits(id)); h.send(id, { type: 'failJob', waitKey: h.waits(id)[0].key, message: 'x', retries: 2 }); console.log(h.waits(id)); },
  async Z() { for (const n of [500, 3000, 20000]) { const x = processXml('<startEvent id="s"/>' + flow('s', 'p0') + Array.from({ length: n }, (_, i) => `<subProcess id="p${i}">`).join('') + '<userTask id="u"/>' + '</subProcess>'.repeat(n)); try { const r = await parse(fix(x)); console.log(n, r.problems.slice(0, 2).map(p => p.message.slice(0, 150))); if (r.definition) { const rows = runLimited(r.definition, {}); console.log(rows.elements.size); step({ definition: r.definition, view: rows, now: 0, nextKey: () => 1e9, command: { type: 'cancelInstance' } }); console.log(rows.instance()?.state, rows.elements.size); } } catch (e: any) { console.log(n, 'THROWN', e.constructor.name, e.message, String(e.stack).split('\n')[3]); } } },
  async L() { const d = await def(`<startEvent id="s"/>${path('s','u')}<userTask id="u"/><subProcess id="p"><extensionElements><zeebe:ioMapping><zeebe:input source="=missing" target="y"/></zeebe:ioMapping></extensionElements><startEvent id="s2"/>${path('s2','i1','i2')}<userTask id="i1"/><userTask id="i2"/></subProcess>${path('u','p')}`); const h = new MemoryHost({ definitions: [d] }); const id = h.start('story'); const rows = h.instance(id).rows;
    h.send(id, { type: 'moveInstance', terminate: [h.waits(id)[0].elementInstanceKey], activate: [{ elementId: 'i2' }] }); h.send(id, { type: 'setVariables', variables: { missing: 1 } }); h.send(id, { type: 'resolveIncident', incidentKey: [...rows.incidents.keys()][0] }); console.log(els(rows)); },
  async R() { const v = (j: string) => `<startEvent id="s"/>${path('s','x')}<exclusiveGateway id="x" default="x-${j}"/>${flow('x', j)}${flow('x','o','=false')}<task id="o"/>${path('o',j)}<parallelGateway id="${j}"/>${path(j,'e')}<userTask id="e"/>`; const d1 = await def(v('j')), d2 = await def(v('k')); const rows = new InstanceRows(); let k = 0; const ctx = { view: rows, now: 0, nextKey: () => ++k };
    step({ ...ctx, definition: d1, command: { type: 'startInstance', instanceId: 'i' } }); console.log([...rows.incidents.values()].map((i: any) => i.kind + i.elementId)); step({ ...ctx, definition: d1, target: d2, command: { type: 'migrateInstance', mapping: { j: 'k', 'x-j': 'x-k', 'o-j': 'o-k' } } });
    step({ ...ctx, definition: d2, command: { type: 'moveInstance', terminate: [], activate: [{ elementId: 'o' }] } }); console.log([...rows.incidents.values()].map((i: any) => i.kind + ' ' + i.elementId), els(rows)); },
});

const undoable = `<task id="book"/><boundaryEvent id="bb" attachedToRef="book"><compensateEventDefinition/></boundaryEvent><task id="undo" isForCompensation="true"/><association id="as" associationDirection="One" sourceRef="bb" targetRef="undo"/>`;
Object.assign(tests, {
  async F2() { for (const n of [5000, 10000, 20000]) { const d = await def(`<startEvent id="s"/>${path('s','p','e')}<subProcess id="p"><multiInstanceLoopCharacteristics><loopCardinality>${n}</loopCardinality></multiInstanceLoopCharacteristics><startEvent id="s2"/>${path('s2','book','e2')}${undoable}<endEvent id="e2"/></subProcess><endEvent id="e"><compensateEventDefinition/></endEvent>`); const t = Date.now(); runLimited(d, {}); console.log('n', n, Date.now() - t, 'ms'); } },
  async V() { const d = await def(`<startEvent id="s"/>${path('s','p','e')}<subProcess id="p"><startEvent id="s2"/>${path('s2','book','e2')}${undoable.replace('<task id="undo"', '<userTask id="undo"')}<endEvent id="e2"/></subProcess><endEvent id="e"><compensateEventDefinition/></endEvent>`); const rows = new InstanceRows(); let k = 0; const ctx = { view: rows, now: 0, nextKey: () => ++k, definition: d }; step({ ...ctx, command: { type: 'startInstance', instanceId: 'i' } }); console.log(els(rows)); step({ ...ctx, target: d, command: { type: 'migrateInstance', mapping: {} } }); },
  async O() { for (const c of ['=x &gt; 100', '=y &gt; 100']) { const d = await def(`<startEvent id="s"/>${path('s','u','u2','e')}<userTask id="u"/><userTask id="u2"/><endEvent id="e"/><boundaryEvent id="b" attachedToRef="u">${cond(c)}</boundaryEvent>${path('b','e')}`); const h = new MemoryHost({ definitions: [d] }); const id = h.start('story', { x: 0, y: 0 }); h.send(id, { type: 'suspendInstance' }); h.send(id, { type: 'fulfilWait', waitKey: h.waits(id).find(w => w.kind === 'userTask')!.key, variables: { x: 5 } }); h.send(id, { type: 'setVariables', variables: { x: 7 } }); h.send(id, { type: 'resumeInstance' }); console.log(c, 'x =', h.instance(id).rows.variable(1, 'x')); } },
  async M() { const d = await def(`<startEvent id="s"/>${path('s','p','e')}<subProcess id="p"><startEvent id="s2"/>${path('s2','i1','i2','e2')}<userTask id="i1"/><userTask id="i2"/><endEvent id="e2"/></subProcess><endEvent id="e"/>`); const h = new MemoryHost({ definitions: [d] }); const id = h.start('story'); const p = [...h.instance(id).rows.elements.values()].find(r => r.elementId === 'p')!; h.send(id, { type: 'moveInstance', terminate: [p.key], activate: [{ elementId: 'i2' }] }); console.log(h.instance(id).rows.instance()?.state, els(h.instance(id).rows)); },
  async W() { const d = await def(`<startEvent id="s"/>${path('s','constructor','e')}<userTask id="constructor"/><endEvent id="e"/>`); const rows = new InstanceRows(); let k = 0; const ctx = { view: rows, now: 0, nextKey: () => ++k, definition: d }; step({ ...ctx, command: { type: 'startInstance', instanceId: 'i' } }); step({ ...ctx, target: d, command: { type: 'migrateInstance', mapping: {} } }); },
});
const t0 = Date.now();
tests[which]().then(() => console.log(which, Date.now() - t0, 'ms', Math.round(process.memoryUsage().heapUsed / 1e6), 'MB'), e => { console.log(which, 'THROWN', e?.constructor?.name, String(e?.stack).slice(0, 600)); });
