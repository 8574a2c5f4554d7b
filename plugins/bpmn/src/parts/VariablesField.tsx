import TextField from '@material-ui/core/TextField';
import { readObject } from './readObject';

/** Variables as JSON, to be edited. */
export const VariablesField = ({
  id,
  label,
  value,
  onChange,
}: {
  /** Unique within the page: its label is found by it. */
  id: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
}) => {
  const read = readObject(value);
  const isWrong = typeof read === 'string';
  return (
    <TextField
      id={id}
      fullWidth
      multiline
      minRows={4}
      maxRows={16}
      variant="outlined"
      margin="normal"
      label={label}
      value={value}
      error={isWrong}
      helperText={isWrong ? read : 'As JSON, by name.'}
      inputProps={{
        spellCheck: false,
        style: { fontFamily: 'Menlo, Consolas, monospace' },
      }}
      onChange={event => onChange(event.target.value)}
    />
  );
};
