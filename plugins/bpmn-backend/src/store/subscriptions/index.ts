export {
  SubscriptionStore,
  type StartSubscriber,
  type Subscriber,
} from './SubscriptionStore';
