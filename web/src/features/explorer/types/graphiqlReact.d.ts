/**
 * What the explorer uses of @graphiql/react 0.39. The declarations of the package lean on packages that are not installed (graphql-ws,
 * graphql-config) and on modules of the editor that declare nothing, so that they compile nowhere without skipLibCheck.
 */
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type * as monacoEditor from 'monaco-editor';
import type { ComponentPropsWithoutRef, ReactNode } from 'react';

export type Editor = monacoEditor.editor.IStandaloneCodeEditor;

export interface TabState {
  readonly id: string;
  readonly title: string;
  readonly query: string | null;
  readonly variables: string | null;
  readonly headers: string | null;
  readonly operationName: string | null;
  readonly response: string | null;
}

export interface TabsState {
  readonly tabs: TabState[];
  readonly activeTabIndex: number;
}

export interface Actions {
  addTab(): void;
  changeTab(index: number): void;
  closeTab(index: number): void;
  updateActiveTabValues(patch: Partial<Pick<TabState, 'query' | 'variables' | 'response' | 'operationName'>>): void;
  setOperationName(name: string): void;
  setTheme(theme: 'light' | 'dark' | null): void;
  run(): Promise<void>;
  stop(): void;
  prettifyEditors(): Promise<void>;
  mergeQuery(): void;
}

export interface State extends TabsState {
  readonly queryEditor?: Editor;
  readonly variableEditor?: Editor;
  readonly responseEditor?: Editor;
  readonly operations?: OperationDefinitionNode[];
  readonly operationName?: string;
  readonly schema: GraphQLSchema | null | undefined;
  readonly isFetching: boolean;
  readonly actions: Actions;
}

export interface Asked {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null;
}

export interface ProviderProps {
  readonly fetcher: (asked: Asked) => Promise<unknown>;
  readonly schema: GraphQLSchema | null;
  readonly dangerouslyAssumeSchemaIsValid: boolean;
  readonly defaultTabs: readonly { readonly query: string; readonly variables?: string }[];
  readonly editorTheme: { readonly light: string; readonly dark: string };
  readonly onTabChange: (state: TabsState) => void;
  readonly children: ReactNode;
}

type EditorProps = ComponentPropsWithoutRef<'div'>;

export function GraphiQLProvider(props: ProviderProps): ReactNode;
export function QueryEditor(props: EditorProps): ReactNode;
export function VariableEditor(props: EditorProps): ReactNode;
export function ResponseEditor(props: EditorProps): ReactNode;
export function useGraphiQL<Chosen>(choose: (state: State) => Chosen): Chosen;
export function useGraphiQLActions(): Actions;
export function useMonaco<Chosen>(choose: (state: { readonly monaco?: typeof monacoEditor }) => Chosen): Chosen;
