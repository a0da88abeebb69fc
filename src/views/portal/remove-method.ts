import type { MethodCard } from '../../domain/collection/types.ts';
import { html, NOTHING } from '../html.ts';
import { isolate } from '../text.ts';
import { portalPage, postForm } from './frame.ts';
import { refusalText } from './settings.ts';
import { SETTINGS_STYLES } from './settings-styles.ts';
import { type SettingsContext, type SettingsWriter, writerOf } from './settings-writer.ts';

export type RemoveView = {
  readonly methodId: string;
  readonly card: MethodCard;
  /** It is the last one that autopay could charge. */
  readonly isLastOfAutopay: boolean;
  readonly refused: keyof SettingsWriter['own']['refused'] | null;
};

/** Asks before a method is removed; says what that means where autopay needs it. */
export function removeMethodPage(view: RemoveView, context: SettingsContext): string {
  const writer = writerOf(context);
  const words = writer.own.remove;
  const warning = view.isLastOfAutopay ? html`<p class="said wait">${words.lastOfAutopay}</p>` : NOTHING;
  const confirmed = view.isLastOfAutopay ? html`<input type="hidden" name="confirmed" value="yes">` : NOTHING;
  const form = postForm(
    context.visit,
    `/portal/settings/remove/${view.methodId}`,
    html`${confirmed}<p class="pay"><button class="button">${view.isLastOfAutopay ? words.anyway : words.button}</button></p>`,
  );
  const body = html`<h1>${words.title}</h1><p class="lead"><b dir="auto">${words.question(writer.card(view.card))}</b></p><p class="lead">${words.explained(isolate(context.visit.merchant.name))}</p>${warning}${form}<p class="actions"><a href="/portal/settings">${words.keep}</a></p>`;
  const said =
    view.refused === null ? null : ({ tone: 'bad', text: refusalText(writer, view.refused) } as const);
  return portalPage({ title: words.title, styles: SETTINGS_STYLES, context, area: 'settings', said, body });
}
