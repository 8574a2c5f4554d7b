import { createServiceRef } from '@backstage/backend-plugin-api';

/** What we need of the events service of the portal. */
export interface EventPublisher {
  publish(event: {
    readonly topic: string;
    readonly eventPayload: unknown;
  }): Promise<void>;
}

/**
 * The events service of the portal, which every back end has: that of `@backstage/plugin-events-node`, by its id, for it is all that this
 * package would need of that one.
 */
export const eventsServiceRef = createServiceRef<EventPublisher>({
  id: 'events.service',
  scope: 'plugin',
});
