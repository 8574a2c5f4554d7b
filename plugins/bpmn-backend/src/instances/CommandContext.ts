import type {
  Command,
  Key,
} from '@bpmn-pipelines/backstage-plugin-bpmn-engine';
import type { TaskMeant } from '../store/instances';

/** Who gives a command, and what it settles. */
export interface CommandContext {
  /** Entity ref, or the subject of a service. */
  readonly actor: string;
  /** The instance whose files it brings; absent or empty: it comes from outside. */
  readonly senderId?: string;
  /** Id of the outbox row whose deed the command is. */
  readonly settles?: string;
  /** The lease of the job that it completes. */
  readonly lease?: { readonly waitKey: Key; readonly attempt: string };
  /** The open user task that it is for: nothing happens if that is not open any more, or somebody else's by now. */
  readonly task?: TaskMeant;
  /** For a migration: the version that the instance is to run on. */
  readonly targetId?: string;
  /** What is done first, in the same transaction: either all of it happens or nothing. */
  readonly precededBy?: readonly Command[];
}
