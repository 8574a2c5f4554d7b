export { BacklogStore, type Backlog } from './BacklogStore';
