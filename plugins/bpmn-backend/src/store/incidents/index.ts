export {
  IncidentQueries,
  type IncidentRow,
  type IncidentSearch,
} from './IncidentQueries';
