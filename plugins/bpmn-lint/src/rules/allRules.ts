import { acceptsSender } from './acceptsSender';
import { activityName } from './activityName';
import { choiceDefault } from './choiceDefault';
import { choiceLabels } from './choiceLabels';
import { httpCleartext } from './httpCleartext';
import { joinWaitsForever } from './joinWaitsForever';
import { messageCorrelationKey } from './messageCorrelationKey';
import { parallelWaysMeet } from './parallelWaysMeet';
import { processName } from './processName';
import type { LintRule } from './rule';
import { secretInModel } from './secretInModel';
import { sensitiveExposed } from './sensitiveExposed';
import { throwUncaught } from './throwUncaught';
import { timerCycleEndless } from './timerCycleEndless';
import { userTaskAnswer } from './userTaskAnswer';
import { userTaskAssignment } from './userTaskAssignment';
import { userTaskDeadline } from './userTaskDeadline';
import { userTaskPerson } from './userTaskPerson';
import { userTaskRelation } from './userTaskRelation';
import { variableName } from './variableName';

/** Every rule, in the order in which people read about them. */
export const allRules: readonly LintRule[] = [
  joinWaitsForever,
  parallelWaysMeet,
  choiceDefault,
  choiceLabels,
  throwUncaught,
  timerCycleEndless,
  messageCorrelationKey,
  variableName,
  userTaskAssignment,
  userTaskPerson,
  userTaskRelation,
  userTaskAnswer,
  userTaskDeadline,
  processName,
  activityName,
  secretInModel,
  sensitiveExposed,
  acceptsSender,
  httpCleartext,
];
