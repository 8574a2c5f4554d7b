export {
  builtinNames,
  camundaBuiltins,
  findBuiltin,
  type CamundaBuiltin,
} from './builtins';
