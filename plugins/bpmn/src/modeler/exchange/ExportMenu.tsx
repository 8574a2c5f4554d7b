import Button from '@material-ui/core/Button';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { useState } from 'react';
import { saveFile } from '../../parts/saveFile';
import type { Editor } from '../draft/useEditor';

interface ExportMenuProps {
  readonly editor?: Editor;
  /** Of the files, without ending. */
  readonly name: string;
}

/** Saves the process or its picture as a file. */
export const ExportMenu = ({ editor, name }: ExportMenuProps) => {
  const [anchor, setAnchor] = useState<HTMLElement>();
  const save = async (ending: 'bpmn' | 'svg') => {
    setAnchor(undefined);
    if (editor) {
      const isModel = ending === 'bpmn';
      const type = isModel ? 'application/xml' : 'image/svg+xml';
      const content = await (isModel
        ? editor.modeler.saveXml()
        : editor.modeler.saveSvg());
      saveFile(new Blob([content], { type }), `${name}.${ending}`);
    }
  };
  return (
    <>
      <Button
        size="small"
        disabled={!editor}
        aria-haspopup="menu"
        onClick={event => setAnchor(event.currentTarget)}
      >
        Export
      </Button>
      <Menu
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
      >
        <MenuItem onClick={() => save('bpmn')}>Process (.bpmn)</MenuItem>
        <MenuItem onClick={() => save('svg')}>Picture (.svg)</MenuItem>
      </Menu>
    </>
  );
};
