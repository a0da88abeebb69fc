import { parseId } from '../../../domain/ids.ts';
import { type Context, newId } from '../../../operations/core/context.ts';
import { text } from '../forms.ts';

/** The id that a form is drawn with. */
export const newForm = (ctx: Context): string => newId(ctx, 'req');

/** A form's id as a field; empty for one that never was one of ours. */
export const formField = text().transform((typed) => parseId('req', typed) ?? '');

/** What a form asks for: the same command however often it is sent, with the part of an id that it may make something under. */
export type FormCommand = { readonly commandId: string; readonly seed: string };

/** The command of a form. One that came without an id is a command of its own. */
export function formCommand(ctx: Context, what: string, form: string): FormCommand {
  const seed = (form === '' ? newForm(ctx) : form).slice('req_'.length);
  return { commandId: `staff/${what}/${seed}`, seed };
}
