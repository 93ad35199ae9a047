import { createContext } from 'react';

/** Title of the panel around; empty outside of one, and where the title is more than a text. */
export const PanelTitle = createContext('');
