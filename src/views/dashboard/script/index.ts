import { AGAIN } from './again.ts';
import { FORMS } from './forms.ts';
import { KEYS } from './keys.ts';
import { scriptName } from './name.ts';
import { PALETTE } from './palette.ts';

/**
 * The script of the dashboard's pages: at most 20 KB, without a framework. Everything works without it, by links, forms and pages that
 * load themselves anew.
 */
export const SCRIPT = `'use strict';(() => {${AGAIN}${PALETTE}${KEYS}${FORMS}})();`;

export const SCRIPT_PATH = `/dashboard/${scriptName('dashboard', SCRIPT)}`;
