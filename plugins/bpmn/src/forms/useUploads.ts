import type {
  FileReference,
  JsonObject,
} from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { useCallback, useRef } from 'react';
import { withUploadedFiles, type FilledForm } from './withUploadedFiles';

/**
 * Turns what was filled in into variables. A file is uploaded once, however often a form has to be submitted: a request that is sent again
 * after a lost answer is the same one.
 */
export function useUploads(
  upload: (file: File) => Promise<FileReference>,
): (form: FilledForm) => Promise<JsonObject> {
  const uploaded = useRef(new WeakMap<File, FileReference>());
  return useCallback(
    form =>
      withUploadedFiles(form, async file => {
        const reference = uploaded.current.get(file) ?? (await upload(file));
        uploaded.current.set(file, reference);
        return reference;
      }),
    [upload],
  );
}
