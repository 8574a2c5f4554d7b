/**
 * Where a process instance stands. An instance with an incident is still `active`: it waits for somebody to resolve it.
 *
 * @public
 */
export type ProcessInstanceState =
  | 'active'
  | 'suspended'
  | 'completed'
  | 'terminated';

/**
 * What an element instance can wait for. An element instance either moves on or waits for one of these.
 *
 * @public
 */
export type WaitKind =
  | 'job'
  | 'userTask'
  | 'timer'
  | 'message'
  | 'signal'
  | 'condition'
  | 'childInstance';

/**
 * Why a process instance cannot go on without a person.
 *
 * - `jobFailed`: a job has no retries left
 * - `expressionFailed`: an expression threw, or did not give what its place needs (a gateway needs a boolean)
 * - `noFlowChosen`: no outgoing sequence flow can be taken and there is no default
 * - `mappingFailed`: an input or output mapping cannot be applied
 * - `errorUncaught`: a BPMN error that nothing catches
 * - `calledElementMissing`: a call activity names a process that is not deployed
 * - `deadlock`: tokens wait at joins for others that cannot come any more
 * - `limitExceeded`: a loop, an expression, a variable or a deadline is beyond its limit
 *
 * @public
 */
export type IncidentKind =
  | 'jobFailed'
  | 'expressionFailed'
  | 'noFlowChosen'
  | 'mappingFailed'
  | 'errorUncaught'
  | 'calledElementMissing'
  | 'deadlock'
  | 'limitExceeded';
