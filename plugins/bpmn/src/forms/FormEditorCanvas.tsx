import { Progress } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { useEffect, useRef, useState } from 'react';
import { LightSurface } from './LightSurface';
import { mountFormEditor, type MountedFormEditor } from './mountFormEditor';

const useStyles = makeStyles(theme => ({
  editor: {
    height: 'calc(100vh - 112px)',
    '& .fjs-container, & .fjs-editor-container': {
      height: '100%',
      '--font-family': theme.typography.fontFamily,
    },
  },
}));

/** The editor of forms, loaded. */
export const FormEditorCanvas = ({
  schema,
  onReady,
}: {
  readonly schema: object;
  /** Gets the editor once it is there. */
  onReady(editor: MountedFormEditor): void;
}) => {
  const classes = useStyles();
  const container = useRef<HTMLDivElement>(null);
  const first = useRef({ schema, onReady });
  const [failure, setFailure] = useState<Error>();
  const [isReady, setIsReady] = useState(false);

  useEffect(() => {
    let isGone = false;
    let mounted: MountedFormEditor | undefined;
    mountFormEditor(container.current!, first.current.schema).then(
      editor => {
        mounted = editor;
        if (isGone) {
          editor.destroy();
          return;
        }
        setIsReady(true);
        first.current.onReady(editor);
      },
      error => !isGone && setFailure(error),
    );
    return () => {
      isGone = true;
      mounted?.destroy();
    };
  }, []);

  return (
    <LightSurface>
      {failure && (
        <Alert severity="error">
          This form cannot be edited: {failure.message}
        </Alert>
      )}
      {!isReady && !failure && <Progress />}
      <div ref={container} className={classes.editor} />
    </LightSurface>
  );
};
