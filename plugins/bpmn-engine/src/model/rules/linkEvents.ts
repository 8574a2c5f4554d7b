import {
  describeElement,
  isOfType,
  shortened,
  type ModdleElement,
} from '../document';
import { every, type Finding, type StructureRule } from './rule';
import { definitionsOf, isLink, type Structure } from './structure';

const linkOf = (event: ModdleElement): ModdleElement | undefined =>
  definitionsOf(event).find(
    ({ $type }) => $type === 'bpmn:LinkEventDefinition',
  );

const nameOf = (event: ModdleElement): string =>
  linkOf(event)?.name?.trim() ?? '';

const spoken = (event: ModdleElement): string => shortened(nameOf(event));

const isCatchLink = (event: ModdleElement | undefined) =>
  isOfType(event, 'bpmn:IntermediateCatchEvent') && isLink(event);

const isThrowLink = (event: ModdleElement | undefined) =>
  isOfType(event, 'bpmn:IntermediateThrowEvent') && isLink(event);

/** Catch events by scope and name, so that many links take no longer than few. */
type CatchLinks = ReadonlyMap<
  ModdleElement | undefined,
  ReadonlyMap<string, ModdleElement>
>;

function catchLinks({ ofType }: Structure): CatchLinks {
  const scopes = new Map<
    ModdleElement | undefined,
    Map<string, ModdleElement>
  >();
  for (const event of ofType('bpmn:IntermediateCatchEvent').filter(isLink)) {
    const names = scopes.get(event.$parent) ?? new Map();
    scopes.set(event.$parent, names);
    names.set(nameOf(event), names.get(nameOf(event)) ?? event);
  }
  return scopes;
}

/** Where a link leads: to the event it refers to or, without a reference, to that of the same name in its scope. */
function targetOf(
  event: ModdleElement,
  links: CatchLinks,
): ModdleElement | undefined {
  const referred: ModdleElement | undefined = linkOf(event)?.target?.$parent;
  const target = referred ?? links.get(event.$parent)?.get(nameOf(event));
  return target?.$parent === event.$parent && isCatchLink(target)
    ? target
    : undefined;
}

const throwLinks = ({ ofType }: Structure) =>
  ofType('bpmn:IntermediateThrowEvent').filter(isLink);

function findUnreached(structure: Structure): readonly Finding[] {
  const links = catchLinks(structure);
  const reached = new Set(
    throwLinks(structure).map(event => targetOf(event, links)),
  );
  return structure
    .ofType('bpmn:IntermediateCatchEvent')
    .filter(event => isLink(event) && !reached.has(event))
    .map(element => ({
      element,
      message: `Expected a link that leads to ${describeElement(
        element,
      )} in the same scope, but found none: it is never reached. Give a throwing link the name "${spoken(
        element,
      )}", or remove this one.`,
    }));
}

function findTwins(structure: Structure): readonly Finding[] {
  const links = catchLinks(structure);
  return structure
    .ofType('bpmn:IntermediateCatchEvent')
    .filter(
      event =>
        isLink(event) && links.get(event.$parent)?.get(nameOf(event)) !== event,
    )
    .map(element => ({
      element,
      message: `Expected one catching link of the name "${spoken(
        element,
      )}" in a scope, but found ${describeElement(
        element,
      )} in addition: give it another name.`,
    }));
}

/** Links that lead to each other with nothing between them. */
function findCycles(structure: Structure): readonly Finding[] {
  const links = catchLinks(structure);
  const behind = new Map<ModdleElement, ModdleElement | undefined>();
  const next = (event: ModdleElement): ModdleElement | undefined => {
    const target = targetOf(event, links);
    if (target && !behind.has(target)) {
      behind.set(
        target,
        structure
          .outgoing(target)
          .map(({ targetRef }) => targetRef)
          .find(isThrowLink),
      );
    }
    return target && behind.get(target);
  };
  const done = new Set<ModdleElement>();
  const findings: Finding[] = [];
  for (const start of throwLinks(structure)) {
    const path = new Set<ModdleElement>();
    let here: ModdleElement | undefined = start;
    while (here && !done.has(here) && !path.has(here)) {
      path.add(here);
      here = next(here);
    }
    if (here && path.has(here)) {
      findings.push({
        element: here,
        message: `Expected links to lead to something that happens, but found that ${describeElement(
          here,
        )} leads back to itself: put an activity between them, or lead out of the circle.`,
      });
    }
    path.forEach(event => done.add(event));
  }
  return findings;
}

/** Rules on links, the jumps within one scope. */
export const linkEventRules: readonly StructureRule[] = [
  {
    id: 'link-target-missing',
    severity: 'error',
    title: 'A throwing link has a catching one in the same scope',
    source: 'BPMN 2.0.2, 10.5.5, link event definition',
    check: structure => {
      const links = catchLinks(structure);
      return throwLinks(structure)
        .filter(event => !targetOf(event, links))
        .map(element => ({
          element,
          message: `Expected a catching link of the name "${spoken(
            element,
          )}" in the same scope as ${describeElement(
            element,
          )}, but found none: add one; links do not lead into or out of a sub-process.`,
        }));
    },
  },
  {
    id: 'link-source-missing',
    severity: 'warning',
    title: 'A catching link has a throwing one in the same scope',
    source: 'BPMN 2.0.2, 10.5.5, link event definition',
    check: findUnreached,
  },
  {
    id: 'link-pair',
    severity: 'warning',
    title: 'Two links that refer to each other agree',
    source: 'BPMN 2.0.2, 10.5.5, link event definition',
    check: every(
      'bpmn:IntermediateThrowEvent',
      event => {
        const link = linkOf(event);
        const sources: readonly ModdleElement[] = link?.target?.source ?? [];
        return sources.length > 0 && !sources.some(source => source === link);
      },
      event =>
        `Expected the link that ${describeElement(
          event,
        )} leads to to name it as its source, but found others there: choose the right target.`,
    ),
  },
  {
    id: 'link-name-unique',
    severity: 'error',
    title: 'Catching links in one scope have different names',
    source: 'BPMN 2.0.2, 10.5.5: there is one target for a link',
    check: findTwins,
  },
  {
    id: 'link-outgoing',
    severity: 'error',
    title: 'No sequence flow leaves a throwing link',
    source: 'BPMN 2.0.2, 10.5.4, sequence flow connections',
    check: every(
      'bpmn:IntermediateThrowEvent',
      (event, { outgoing }) => isThrowLink(event) && outgoing(event).length > 0,
      event =>
        `Expected no sequence flow from ${describeElement(
          event,
        )}, since the link itself leads on, but found one: remove it.`,
    ),
  },
  {
    id: 'link-incoming',
    severity: 'error',
    title: 'No sequence flow leads to a catching link',
    source: 'BPMN 2.0.2, 10.5.4, sequence flow connections',
    check: every(
      'bpmn:IntermediateCatchEvent',
      (event, { incoming }) => isCatchLink(event) && incoming(event).length > 0,
      event =>
        `Expected no sequence flow to ${describeElement(
          event,
        )}, since a link leads to it, but found one: lead it to what comes behind it.`,
    ),
  },
  {
    id: 'link-cycle',
    severity: 'error',
    title: 'Links do not lead in a circle',
    source: 'BPMN 2.0.2, 10.5.5: a token would never arrive',
    check: findCycles,
  },
];
