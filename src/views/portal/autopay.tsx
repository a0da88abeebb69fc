import type { CollectPolicy } from '../../domain/collection/types.ts';
import { PlainButton, PostForm } from '../components/form.tsx';
import { Actions, Lead } from '../components/prose.tsx';
import { isolate } from '../text.ts';
import { AutopayForm } from './autopay-form.tsx';
import type { AutopayView } from './autopay-view.ts';
import { portalPage } from './frame.tsx';
import { Planned } from './planned.tsx';
import { SETTINGS_STYLES } from './settings-styles.ts';
import {
  flashOf,
  refusalOf,
  type SettingsContext,
  type SettingsWriter,
  writerOf,
} from './settings-writer.ts';

/** Autopay: its state, what is charged next, and the terms for turning it on. */
export function autopayPage(view: AutopayView, context: SettingsContext): string {
  const writer = writerOf(context);
  const words = writer.own.autopay;
  const { csrf, merchant, customer } = context.visit;
  const { paidBy } = customer;
  // A problem with the limit is shown beside its field.
  const refused = view.problem === 'cap' || view.problem === 'cap_zero' ? null : view.problem;
  const hasPlans = view.policy !== 'never' || view.invoices.some(({ plan }) => plan.kind !== 'not');
  const body = (
    <>
      <h1>{words.title}</h1>
      {paidBy != null && <Lead>{writer.own.settings.paidBy(isolate(paidBy))}</Lead>}
      {paidBy != null ? null : view.policy === 'never' ? (
        <Lead>
          <b>{words.off}</b>
        </Lead>
      ) : (
        <Standing view={view} policy={view.policy} business={isolate(merchant.name)} writer={writer} />
      )}
      {view.agreedAt !== null && (
        <Lead>
          {words.agreedOn(writer.day(view.agreedAt))}{' '}
          <a href="/portal/autopay/agreements">{words.readAgain}</a>
        </Lead>
      )}
      {view.policy !== 'never' && (
        <PostForm csrf={csrf} action="/portal/autopay/off">
          <Actions>
            <PlainButton>{words.turnOff}</PlainButton>
          </Actions>
        </PostForm>
      )}
      {hasPlans && <Planned invoices={view.invoices} csrf={csrf} writer={writer} />}
      <AutopayForm view={view} csrf={csrf} writer={writer} />
    </>
  );
  return portalPage({
    title: words.title,
    styles: SETTINGS_STYLES,
    context,
    area: 'autopay',
    said: refusalOf(writer, refused) ?? flashOf(writer, context.said),
    body,
  });
}

type Standing = {
  readonly view: AutopayView;
  readonly policy: Exclude<CollectPolicy, 'never'>;
  readonly business: string;
  readonly writer: SettingsWriter;
};

/** When invoices are charged automatically, with what, and up to how much. */
const Standing = ({ view, policy, business, writer }: Standing) => {
  const words = writer.own.autopay;
  const when = words.when[policy];
  const { caps, noticeDays } = view;
  const [first] = view.methods;
  const details = [
    first === undefined ? words.offUntilMethod : words.firstWith(writer.card(first.card)),
    caps.map((cap) => words.upTo(writer.amount(cap.currency, cap.amount))),
    noticeDays > 0 && policy === 'on_due_date' ? words.notice(noticeDays) : [],
  ];
  return (
    <>
      <Lead>
        <b>{view.isOwnWord ? words.on(when) : words.byMerchant(business, when)}</b>
      </Lead>
      <Lead>{details.flat().join(' ')}</Lead>
    </>
  );
};
