export interface Config {
  bpmn?: {
    /** Notifications of Backstage. */
    notifications?: {
      /** Whether people are told of their tasks by notifications. Signals keep inboxes live in any case. Default: true. */
      tasks?: boolean;
    };
  };
}
