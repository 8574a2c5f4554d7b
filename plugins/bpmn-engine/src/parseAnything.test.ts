import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from './parse';

describe('parsing anything', () => {
  describe('whatever is done to a document', () => {
    const picture = readFileSync(
      join(__dirname, 'events/message/interrupted.bpmn'),
      'utf8',
    );
    const model = picture.slice(0, picture.indexOf('<bpmndi:BPMNDiagram'));
    const end = '</bpmn:definitions>';

    it('should never throw when it is cut off', async () => {
      for (let length = 0; length < model.length; length += 61) {
        // when
        const { problems, definitions } = await parse(model.slice(0, length));
        // then
        expect(problems.length).toBeGreaterThan(0);
        expect(definitions).toEqual([]);
      }
    });

    it('should never throw when a line is missing', async () => {
      const lines = model.split('\n');
      for (let line = 0; line < lines.length; line++) {
        const rest = lines.filter((_, index) => index !== line);
        // when
        const { problems, definitions } = await parse(
          `${rest.join('\n')}${end}`,
        );
        // then
        expect(definitions.length === 0).toBe(
          problems.some(({ severity }) => severity === 'error'),
        );
      }
    });

    it('should never throw when something else is referred to', async () => {
      const references = Array.from(model.matchAll(/(\w+Ref)="(\w[\w-]*)"/g));
      for (const { 0: found, 1: name, index } of references) {
        for (const other of [
          'interrupted',
          'start',
          'begin',
          'question',
          '',
          '#',
        ]) {
          const xml = `${model.slice(0, index)}${name}="${other}"${model.slice(
            index + found.length,
          )}${end}`;
          // when
          const { problems, definitions } = await parse(xml);
          // then
          expect(definitions.length === 0).toBe(
            problems.some(({ severity }) => severity === 'error'),
          );
        }
      }
    });

    it('should never throw when an element is another one', async () => {
      const kinds = [
        'startEvent',
        'endEvent',
        'userTask',
        'subProcess',
        'parallelGateway',
        'boundaryEvent',
        'sequenceFlow',
        'message',
      ];
      for (const from of kinds) {
        for (const to of [
          ...kinds,
          'nonsense',
          'adHocSubProcess',
          'transaction',
          'callActivity',
          'process',
          'eventBasedGateway',
          'dataObject',
        ]) {
          const xml = `${model}${end}`
            .replaceAll(`<bpmn:${from} `, `<bpmn:${to} `)
            .replaceAll(`</bpmn:${from}>`, `</bpmn:${to}>`);
          // when
          const { problems, definitions } = await parse(xml);
          // then
          expect(definitions.length === 0).toBe(
            problems.some(({ severity }) => severity === 'error'),
          );
        }
      }
    });
  });
});
