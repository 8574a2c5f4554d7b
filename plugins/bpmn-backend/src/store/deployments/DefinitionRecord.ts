/** A version of a process. */
export interface DefinitionRecord {
  readonly id: string;
  readonly processKey: string;
  readonly processId: string;
  readonly version: number;
  readonly versionTag?: string;
  readonly name?: string;
  readonly deploymentId: string;
  readonly resourceName: string;
  readonly contentHash: string;
  readonly ownerRef: string;
  readonly deployedAt: number;
}
