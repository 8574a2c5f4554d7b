import { ErrorPanel } from '@backstage/core-components';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Draft } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import Box from '@material-ui/core/Box';
import { useNavigate } from 'react-router-dom';
import { modelerRouteRef } from '../../routes';
import { DeleteDraftButton } from './DeleteDraftButton';

/** Says why a draft cannot be drawn, and lets its team get rid of it. */
export const CannotDraw = ({
  draft,
  error,
  isReadOnly,
}: {
  draft: Draft;
  error: Error;
  isReadOnly: boolean;
}) => {
  const navigate = useNavigate();
  const modelerPath = useRouteRef(modelerRouteRef);
  return (
    <>
      <ErrorPanel title="The model cannot be shown" error={error} />
      {!isReadOnly && (
        <Box padding={1}>
          <DeleteDraftButton
            draft={draft}
            onDeleted={() => navigate(modelerPath?.() ?? '/modeler')}
          />
        </Box>
      )}
    </>
  );
};
