export {
  DeploymentStore,
  ProcessTaken,
  type DefinitionRecord,
  type DeployedProcess,
  type Deployment,
  type Resource,
} from './DeploymentStore';
