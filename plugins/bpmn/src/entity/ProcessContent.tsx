import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { Shown } from '../parts/Shown';
import { ScriptWarnings } from '../parts/ScriptWarnings';
import { ProcessActions } from '../pipelines/process/ProcessActions';
import { ProcessDetails } from '../pipelines/process/ProcessDetails';
import { useProcess } from '../parts/useProcess';

const useStyles = makeStyles(theme => ({
  actions: {
    display: 'flex',
    justifyContent: 'flex-end',
    marginBottom: theme.spacing(2),
  },
}));

/** A process on the page of its entity: the entity is called as the process is. */
export const ProcessContent = () => {
  const classes = useStyles();
  const { entity } = useEntity();
  const loaded = useProcess(entity.metadata.name);
  return (
    <>
      <ScriptWarnings />
      <Shown loaded={loaded}>
        {definition => (
          <>
            <div className={classes.actions}>
              <ProcessActions definition={definition} />
            </div>
            <ProcessDetails key={definition.id} latest={definition} />
          </>
        )}
      </Shown>
    </>
  );
};
