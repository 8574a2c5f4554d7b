import type { ComparisonService } from '../comparison/ComparisonService';
import type { DeploymentService } from '../deployments/DeploymentService';
import type { DraftService } from '../drafts/DraftService';
import type { ElementTemplates } from '../elementTemplates/ElementTemplates';
import type { FileService } from '../files/FileService';
import type { StartForms } from '../forms/StartForms';
import type { HealthService } from '../health/HealthService';
import type { IncidentService } from '../incidents/IncidentService';
import type { InstanceChanges } from '../instances/InstanceChanges';
import type { InstanceReader } from '../instances/InstanceReader';
import type { InstanceService } from '../instances/InstanceService';
import type { InstanceStarter } from '../instances/InstanceStarter';
import type { JobPolling } from '../jobs/JobPolling';
import type { JobService } from '../jobs/JobService';
import type { MessageService } from '../messages/MessageService';
import type { OwnerService } from '../owners/OwnerService';
import type { Access } from '../permissions/Access';
import type { ScriptAttempts } from '../scripts/ScriptAttempts';
import type { ScriptReruns } from '../scripts/ScriptReruns';
import type { ScriptRunners } from '../scripts/ScriptRunners';
import type { DeploymentQueries } from '../store/deployments';
import type { InstanceQueries, LedgerQueries } from '../store/instances';
import type { MailStore } from '../store/mails';
import type { TaskService } from '../tasks/TaskService';
import type { ConditionService } from '../triggers/ConditionService';
import type { ScheduleService } from '../triggers/ScheduleService';

/** What routes call. */
export interface RouteServices {
  readonly access: Access;
  readonly changes: InstanceChanges;
  readonly comparisons: ComparisonService;
  readonly conditions: ConditionService;
  readonly deploymentQueries: DeploymentQueries;
  readonly deployments: DeploymentService;
  readonly drafts: DraftService;
  readonly elementTemplates: ElementTemplates;
  readonly files: FileService;
  readonly health: HealthService;
  readonly incidents: IncidentService;
  readonly instanceQueries: InstanceQueries;
  readonly instances: InstanceService;
  readonly jobPolling: JobPolling;
  readonly jobs: JobService;
  readonly ledger: LedgerQueries;
  readonly mails: MailStore;
  readonly messages: MessageService;
  readonly owners: OwnerService;
  readonly reader: InstanceReader;
  readonly schedules: ScheduleService;
  readonly scriptAttempts: ScriptAttempts;
  readonly scriptReruns: ScriptReruns;
  readonly scriptRunners: ScriptRunners;
  readonly startForms: StartForms;
  readonly starter: InstanceStarter;
  readonly tasks: TaskService;
  /** Aborts when the back end shuts down: answers that wait for something end. */
  readonly stopping: AbortSignal;
}
