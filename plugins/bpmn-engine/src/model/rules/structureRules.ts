import type { Problem } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { nearestId, problemList, type BpmnDocument } from '../document';
import { activityRules } from './activities';
import { artifactRules } from './artifacts';
import { boundaryEventRules } from './boundaryEvents';
import { compensationRules } from './compensation';
import { connectionRules } from './connections';
import { eventBasedGatewayRules } from './eventBasedGateways';
import { eventDetailRules } from './eventDetails';
import { eventRules } from './events';
import { expressionRules } from './expressions';
import { gatewayRules } from './gateways';
import { linkEventRules } from './linkEvents';
import { loopRules } from './loops';
import { processRules } from './processes';
import { referenceRules } from './references';
import type { Finding, StructureRule } from './rule';
import { sequenceFlowRules } from './sequenceFlows';
import { processOf, structureOf } from './structure';
import { subProcessRules } from './subProcesses';
import { timerRules } from './timers';

/** Everything that the structure of a document has to keep, by family. */
export const structureRules: readonly StructureRule[] = [
  ...processRules,
  ...eventRules,
  ...eventDetailRules,
  ...boundaryEventRules,
  ...compensationRules,
  ...linkEventRules,
  ...timerRules,
  ...gatewayRules,
  ...eventBasedGatewayRules,
  ...sequenceFlowRules,
  ...connectionRules,
  ...activityRules,
  ...loopRules,
  ...subProcessRules,
  ...expressionRules,
  ...referenceRules,
  ...artifactRules,
];

/**
 * Finds what is wrong with the structure of a document. Reading has reported its own findings already.
 *
 * @param document as it was read
 */
export function findStructureProblems(
  document: BpmnDocument,
): readonly Problem[] {
  const structure = structureOf(document);
  const problems = problemList();
  for (const rule of structureRules) {
    for (const finding of rule.check(structure)) {
      problems.add(problemOf(rule, finding));
    }
  }
  return problems.all();
}

function problemOf(
  { id, severity }: StructureRule,
  { element, message, path, parameters }: Finding,
): Problem {
  const elementId = nearestId(element);
  const process = processOf(element);
  return {
    rule: id,
    // What is only drawn cannot prevent the deployment of what is executed.
    severity: process && process.isExecutable !== true ? 'warning' : severity,
    message,
    ...(elementId === undefined ? {} : { elementId }),
    ...(path && { path }),
    ...(parameters && { parameters }),
  };
}
