import { Progress } from '@backstage/core-components';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { useEffect, useState } from 'react';
import type { FormProblem, FormViewProps } from './FormViewProps';
import { LightSurface } from './LightSurface';
import type { MountedForm } from './mountForm';
import { useMountedForm } from './useMountedForm';

const useStyles = makeStyles(theme => ({
  form: {
    '& .fjs-container': { '--font-family': theme.typography.fontFamily },
    // On a telephone a heading has several lines.
    '& .fjs-container .fjs-form-field :is(h1, h2, h3, h4)': {
      lineHeight: 1.25,
    },
  },
}));

/** A form, loaded. */
export const FormCanvas = (props: FormViewProps) => {
  const { submitLabel, isReadOnly, isBusy, problems } = props;
  const classes = useStyles();
  const { container, form, failure } = useMountedForm(props);
  const homeless = useShownProblems(form, problems);

  return (
    <LightSurface>
      {failure && (
        <Alert severity="error">
          This form cannot be shown: {failure.message}. Tell whoever owns the
          process.
        </Alert>
      )}
      {homeless.length > 0 && (
        <Alert severity="error">
          {homeless.map(({ path, message }) => (
            <div key={`${path} ${message}`}>
              {path && <strong>{path}: </strong>}
              {message}
            </div>
          ))}
        </Alert>
      )}
      {!form && !failure && <Progress />}
      <div ref={container} className={classes.form} />
      {form && !isReadOnly && (
        <Box p={1}>
          <Button
            variant="contained"
            color="primary"
            disabled={isBusy}
            onClick={() => form.submit()}
          >
            {submitLabel}
          </Button>
        </Box>
      )}
    </LightSurface>
  );
};

const NONE: readonly FormProblem[] = [];

/** Shows problems at their fields, once for each answer of the back end; gives those that have no field. */
function useShownProblems(
  form: MountedForm | undefined,
  problems: readonly FormProblem[] | undefined,
): readonly FormProblem[] {
  const [homeless, setHomeless] = useState(NONE);
  useEffect(() => {
    if (form && problems) {
      setHomeless(form.showProblems(problems));
    }
  }, [form, problems]);
  return homeless;
}
