import { useCallback, useSyncExternalStore } from 'react';
import type { Editor } from '@graphiql/react';

/** The text of an editor, as it is typed; empty while there is no editor. */
export function useEditorText(editor: Editor | undefined): string {
  const subscribe = useCallback(
    (changed: () => void) => {
      const subscription = editor?.onDidChangeModelContent(changed);
      return () => subscription?.dispose();
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => editor?.getValue() ?? '');
}

/** Puts a whole new text into an editor as one step that its undo takes back. */
export function replaceText(editor: Editor, text: string): void {
  const model = editor.getModel();
  if (model === null || model.getValue() === text) return;
  editor.pushUndoStop();
  editor.executeEdits('fugai', [{ range: model.getFullModelRange(), text }]);
  editor.pushUndoStop();
}
