export type { DefinitionRecord } from './DefinitionRecord';
export {
  DeploymentQueries,
  PROCESS_COLUMNS,
  type DeploymentRecord,
  type OwnedProcess,
  type ResourceRecord,
} from './DeploymentQueries';
export {
  DeploymentStore,
  ProcessTaken,
  type DefinitionSource,
  type DeployedProcess,
  type Deployment,
  type Resource,
} from './DeploymentStore';
