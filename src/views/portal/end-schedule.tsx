import { DangerButton, PostForm } from '../components/form.tsx';
import { Lead } from '../components/prose.tsx';
import type { PortalScheduleWords } from '../i18n/en/portal-schedules.ts';
import { isolate } from '../text.ts';
import { type PortalContext, portalPage } from './frame.tsx';
import { portalWriter } from './writer.ts';

export type EndView = {
  readonly id: string;
  readonly name: string;
  readonly lastDay: string | null;
  readonly oneMore: boolean;
};

/** Asks before a schedule is ended: until when it goes on, and whether one more invoice comes. */
export function endSchedulePage(view: EndView, context: PortalContext): string {
  const writer = portalWriter(context.speech);
  const words = context.speech.words.portalSchedules;
  const { csrf, merchant } = context.visit;
  const name = isolate(merchant.name);
  const day = view.lastDay === null ? null : writer.date(view.lastDay);
  const body = (
    <>
      <h1>{words.endTitle}</h1>
      <Lead>
        <b dir="auto">{words.endQuestion(isolate(view.name))}</b>
      </Lead>
      <Lead>{whenOf(view, day, words, name)}</Lead>
      <Lead>{words.endForGood(name)}</Lead>
      <PostForm csrf={csrf} action={`/portal/schedules/${view.id}/end`}>
        <DangerButton back={<a href="/portal/schedules">{words.keep}</a>}>{words.endButton}</DangerButton>
      </PostForm>
    </>
  );
  return portalPage({ title: words.endTitle, context, area: 'schedules', body });
}

function whenOf(
  { oneMore }: EndView,
  day: string | null,
  words: PortalScheduleWords,
  merchant: string,
): string {
  if (day === null) return words.endNone(merchant);
  return oneMore ? words.endOneMore(day, merchant) : words.endPaid(day, merchant);
}
