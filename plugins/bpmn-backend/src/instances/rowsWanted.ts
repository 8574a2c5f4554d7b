import type {
  Command,
  RowsNeeded,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { RowsWanted } from '../store/instances';

/** No rows of a large instance but its own. */
export const NOTHING: RowsWanted = {
  keys: [],
  waitKeys: [],
  incidentKeys: [],
  outputsOf: [],
};

/** What of a large instance is loaded for a command, before the engine says what else it reads. */
export function wantedFor(command: Command): RowsWanted {
  if ('waitKey' in command) {
    return { ...NOTHING, waitKeys: [command.waitKey] };
  }
  switch (command.type) {
    case 'resolveIncident':
      return { ...NOTHING, incidentKeys: [command.incidentKey] };
    case 'setVariables':
    case 'activateElements':
      return command.scopeKey === undefined
        ? { ...NOTHING, isAll: true }
        : { ...NOTHING, keys: [command.scopeKey] };
    default:
      return { ...NOTHING, isAll: true };
  }
}

/** The same with what the engine has found missing. */
export function withMissing(
  wanted: RowsWanted,
  { rows, of }: RowsNeeded,
): RowsWanted {
  const key = Number(of);
  switch (rows) {
    case 'elementInstance':
    case 'variablesOf':
    case 'waitsOf':
    case 'tokensIn':
    case 'incidentsOf':
    case 'compensationsIn':
      return { ...wanted, keys: [...wanted.keys, key] };
    case 'wait':
      return { ...wanted, waitKeys: [...wanted.waitKeys, key] };
    case 'incident':
      return { ...wanted, incidentKeys: [...wanted.incidentKeys, key] };
    case 'outputsOf':
      return { ...wanted, outputsOf: [...wanted.outputsOf, key] };
    default:
      return { ...wanted, isAll: true };
  }
}
