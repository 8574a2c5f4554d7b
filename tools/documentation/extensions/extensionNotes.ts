/** What each extension element that is read is for. The page is not written if one is missing, or is not read. */
export const EXTENSION_NOTES: Readonly<Record<string, string>> = {
  'zeebe:ioMapping': 'input and output mappings',
  'zeebe:subscription': 'correlation key of a message',
  'zeebe:taskHeaders': 'headers of the jobs and user tasks of the element',
  'zeebe:taskDefinition': 'job type, and how often it is tried',
  'zeebe:loopCharacteristics':
    'what is gone through, the variable for each item, and what is collected',
  'zeebe:calledElement':
    'which process is called, and which variables go there and come back; the host finds the version',
  'zeebe:formDefinition':
    'form of the task, or of the start; passed on to whoever shows it',
  'zeebe:calledDecision':
    'decision, and the variable for its result; headers of the job that evaluates it',
  'zeebe:assignmentDefinition':
    'who does the task, or may take it; also `owner of component:default/x` and `manager of ada`, whom the catalog names',
  'zeebe:priorityDefinition': 'priority of the task',
  'zeebe:jobPriorityDefinition':
    'priority of the job of the element; that of a process is not handed down',
  'zeebe:taskSchedule': 'due date and follow-up date of the task',
  'zeebe:properties': 'headers, unless a task header has the same name',
  'zeebe:script': 'FEEL instead of a script, and the variable for its value',
  'zeebe:executionListeners':
    'jobs when the element starts and ends; a gateway can only have those at its start',
  'zeebe:taskListeners':
    'jobs of a user task: `creating`, `assigning`, `updating`, `completing`; without effect on other elements',
  'zeebe:versionTag': 'version tag of the definition, for hosts',
  'zeebe:adHoc': 'elements to begin with',
  'zeebe:conditionalFilter':
    'variables, and whether their creation or their update, that lead to an evaluation',
  'pipeline:script':
    'environment, limits, inputs and outputs of a script; passed on to whoever runs it',
  'pipeline:retry': 'how long to wait between two tries of a job',
  'pipeline:timer':
    'time zone, what to do about missed times, and whether it follows its variables',
  'pipeline:accepts':
    'who besides the owner may send the message or signal; hosts check it',
  'pipeline:sensitive':
    'variables whose values hosts keep out of history and logs',
  'pipeline:retention': 'how long hosts keep finished instances',
};
