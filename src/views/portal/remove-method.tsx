import type { MethodCard } from '../../domain/collection/types.ts';
import { Notice } from '../components/flash.tsx';
import { DangerButton, Hidden, PostForm } from '../components/form.tsx';
import { Lead } from '../components/prose.tsx';
import { isolate } from '../text.ts';
import { portalPage } from './frame.tsx';
import { SETTINGS_STYLES } from './settings-styles.ts';
import { refusalOf, type SettingsContext, type SettingsWriter, writerOf } from './settings-writer.ts';

export type RemoveView = {
  readonly methodId: string;
  readonly card: MethodCard;
  /** Whether it is the last one that autopay could charge. */
  readonly isLastOfAutopay: boolean;
  readonly refused: keyof SettingsWriter['own']['refused'] | null;
};

/** Asks before a method is removed, and warns if autopay needs it. */
export function removeMethodPage(view: RemoveView, context: SettingsContext): string {
  const writer = writerOf(context);
  const words = writer.own.remove;
  const { csrf, merchant } = context.visit;
  const body = (
    <>
      <h1>{words.title}</h1>
      <Lead>
        <b dir="auto">{words.question(writer.card(view.card))}</b>
      </Lead>
      <Lead>{words.explained(isolate(merchant.name))}</Lead>
      {view.isLastOfAutopay && <Notice tone="wait">{words.lastOfAutopay}</Notice>}
      <PostForm csrf={csrf} action={`/portal/settings/remove/${view.methodId}`}>
        {view.isLastOfAutopay && <Hidden name="confirmed" value="yes" />}
        <DangerButton back={<a href="/portal/settings">{words.keep}</a>}>
          {view.isLastOfAutopay ? words.anyway : words.button}
        </DangerButton>
      </PostForm>
    </>
  );
  const said = refusalOf(writer, view.refused);
  return portalPage({ title: words.title, styles: SETTINGS_STYLES, context, area: 'settings', said, body });
}
