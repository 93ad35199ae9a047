/** The editor in the colours of the page: read from the tokens, so that a theme is decided in one place. */
import type * as monacoEditor from 'monaco-editor';
import type { Theme } from '../../state/choices.ts';

export const EDITOR_THEME = 'fugai';
const MONO = "ui-monospace, 'SF Mono', Consolas, 'DejaVu Sans Mono', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', monospace";

/** Options that every editor of the page has. */
export const EDITOR_OPTIONS: monacoEditor.editor.IEditorOptions = {
  fontFamily: MONO,
  fontSize: 13,
  lineHeight: 20,
  // The browser's own menu speaks the reader's language.
  contextmenu: false,
  fixedOverflowWidgets: true,
  wordWrap: 'on',
  guides: { indentation: false },
  padding: { top: 8, bottom: 8 },
  unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false, invisibleCharacters: true },
};

/** `#rrggbb`: the build writes `#fff` for short, which the editor does not take. */
const inFull = (colour: string): string => (/^#[\da-f]{3}$/i.test(colour) ? colour.replaceAll(/[\da-f]/gi, '$&$&') : colour);

let tabLeaves = false;

/** Tab leaves the editors instead of being typed into them: nobody is caught. The editor knows only a switch for this, and one for all of them. */
export function letTabLeave(editor: monacoEditor.editor.ICodeEditor): void {
  if (tabLeaves) return;
  tabLeaves = true;
  editor.trigger('fugai', 'editor.action.toggleTabFocusMode', null);
}

type Read = (token: string) => string;
const BRACKETS = [1, 2, 3, 4, 5, 6] as const;

function coloursOf(read: Read): Record<string, string> {
  const paper = read('paper');
  const ink = read('ink');
  const focus = read('focus');
  return {
    'editor.background': paper,
    'editor.foreground': ink,
    'editorLineNumber.foreground': read('muted'),
    'editorLineNumber.activeForeground': ink,
    'editorCursor.foreground': ink,
    'editor.selectionBackground': `${focus}44`,
    'editor.inactiveSelectionBackground': `${focus}22`,
    'editorWidget.background': paper,
    'editorWidget.foreground': ink,
    'editorWidget.border': read('line-2'),
    'editorSuggestWidget.background': paper,
    'editorSuggestWidget.border': read('line-2'),
    'editorSuggestWidget.foreground': ink,
    'editorSuggestWidget.selectedBackground': read('line'),
    'editorSuggestWidget.selectedForeground': ink,
    'editorSuggestWidget.highlightForeground': focus,
    'editorSuggestWidget.focusHighlightForeground': focus,
    'editorHoverWidget.background': paper,
    'editorHoverWidget.foreground': ink,
    'editorHoverWidget.border': read('line-2'),
    'list.hoverBackground': read('paper-2'),
    'textLink.foreground': focus,
    focusBorder: focus,
    'scrollbar.shadow': '#00000000',
    ...Object.fromEntries(BRACKETS.map((level) => [`editorBracketHighlight.foreground${level}`, read('ink-2')])),
  };
}

function rulesOf(read: Read): monacoEditor.editor.ITokenThemeRule[] {
  const rule = (token: string, colour: string, fontStyle = ''): monacoEditor.editor.ITokenThemeRule => ({
    token,
    foreground: read(colour).slice(1),
    fontStyle,
  });
  return [
    rule('', 'ink'),
    rule('identifier', 'ink'),
    rule('key', 'ink'),
    rule('comment', 'muted'),
    rule('keyword', 'chg-up-text', 'bold'),
    rule('type.identifier', 'series-1'),
    rule('argument.identifier', 'focus'),
    rule('string', 'chg-down-text'),
    rule('number', 'chg-up-text'),
    rule('delimiter', 'ink-2'),
    rule('annotation', 'muted'),
    rule('string.key.json', 'focus'),
    rule('string.value.json', 'chg-down-text'),
    rule('keyword.json', 'chg-up-text'),
  ];
}

/** Defines the theme anew from the tokens as they stand on the page, and paints every editor with it. */
export function paintEditors({ editor }: typeof monacoEditor, theme: Theme): void {
  const style = getComputedStyle(document.documentElement);
  const read: Read = (token) => inFull(style.getPropertyValue(`--${token}`).trim());
  editor.defineTheme(EDITOR_THEME, {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    colors: coloursOf(read),
    rules: rulesOf(read),
  });
  editor.setTheme(EDITOR_THEME);
}
