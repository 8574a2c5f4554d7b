import { Rejection } from '@bpmn-pipelines/backstage-plugin-bpmn-engine';

/** Whether a command was refused because of what it is, not because of what has happened meanwhile: to give it again would not help. */
export function isUnfit(error: unknown): error is Rejection {
  return (
    error instanceof Rejection &&
    (error.code === 'invalidArgument' || error.code === 'variableTooLarge')
  );
}
