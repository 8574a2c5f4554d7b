import TextField from '@material-ui/core/TextField';
import { readObject } from './readObject';

/** Variables as JSON, to be edited. */
export const VariablesField = ({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
}) => {
  const id = label.toLowerCase().replace(/\W+/g, '-');
  const read = readObject(value);
  const isWrong = typeof read === 'string';
  return (
    <TextField
      fullWidth
      multiline
      minRows={4}
      maxRows={16}
      variant="outlined"
      margin="normal"
      id={id}
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
