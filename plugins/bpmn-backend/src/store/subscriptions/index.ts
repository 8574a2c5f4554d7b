export { ConditionStore, type ConditionalStart } from './ConditionStore';
export {
  SubscriptionStore,
  type Sought,
  type StartSubscriber,
  type Subscriber,
  type WaitPosition,
} from './SubscriptionStore';
