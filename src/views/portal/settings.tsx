import { Notice } from '../components/flash.tsx';
import { Button, Hidden, PostForm } from '../components/form.tsx';
import { Lead, Remark, Section } from '../components/prose.tsx';
import { VerbLink } from '../components/table.tsx';
import type { PortalChoiceWords } from '../i18n/en/portal-choice.ts';
import { isolate } from '../text.ts';
import { portalPage } from './frame.tsx';
import { Methods } from './methods.tsx';
import { payPath } from './pay-path.ts';
import { SETTINGS_STYLES } from './settings-styles.ts';
import type { SettingsView } from './settings-view.ts';
import {
  flashOf,
  refusalOf,
  type SettingsContext,
  type SettingsWriter,
  writerOf,
} from './settings-writer.ts';

/** Payment settings: the methods on file, in the order of charging, and how to add one. */
export function settingsPage(view: SettingsView, context: SettingsContext): string {
  const writer = writerOf(context);
  const words = writer.own.settings;
  const { csrf, merchant, customer } = context.visit;
  const { paidBy } = customer;
  const business = isolate(merchant.name);
  const body = (
    <>
      <h1>{words.title}</h1>
      <Lead>{words.explained(business)}</Lead>
      {paidBy == null ? (
        <Automatic policy={view.policy} isOwnWord={view.isOwnWord} business={business} writer={writer} />
      ) : (
        <Lead>{words.paidBy(isolate(paidBy))}</Lead>
      )}
      <Waiting waiting={view.waiting} words={context.speech.words.portalChoice} />
      <Failed invoices={view.failed} writer={writer} />
      {view.ended.map(({ card, why }) => (
        <Notice tone="bad">
          {words.ended[why](writer.card(card))} <a href="/portal/settings/bank">{words.addAgain}</a>
        </Notice>
      ))}
      <Methods view={view} csrf={csrf} writer={writer} />
      {view.isConnected ? (
        <Ways setupId={view.setupId} takesAch={view.takesAch} csrf={csrf} words={words} />
      ) : (
        <Lead>{words.notConnected}</Lead>
      )}
    </>
  );
  return portalPage({
    title: words.title,
    styles: SETTINGS_STYLES,
    context,
    area: 'settings',
    said: refusalOf(writer, view.refused) ?? flashOf(writer, context.said),
    body,
  });
}

type Charged = Pick<SettingsView, 'policy' | 'isOwnWord'> & {
  readonly business: string;
  readonly writer: SettingsWriter;
};

/** Tells a customer who adds a method what it will be charged for automatically. */
const Automatic = ({ policy, isOwnWord, business, writer }: Charged) => {
  if (policy === 'never') return null;
  const { autopay } = writer.own;
  const when = autopay.when[policy];
  return (
    <Lead>
      {isOwnWord ? autopay.on(when) : autopay.byMerchant(business, when)}{' '}
      <a href="/portal/autopay">{writer.portal.nav.autopay}</a>
    </Lead>
  );
};

type Prompt = { readonly waiting: number; readonly words: PortalChoiceWords };

/** A customer who added a method and closed the page is asked again. */
const Waiting = ({ waiting, words }: Prompt) =>
  waiting === 0 ? null : (
    <Notice tone="wait">
      {words.prompt(waiting)} <a href="/portal/settings/open-invoices">{words.choose}</a>
    </Notice>
  );

const Failed = ({ invoices, writer }: { invoices: SettingsView['failed']; writer: SettingsWriter }) => {
  const words = writer.own.settings;
  if (invoices.length === 0) return null;
  return (
    <div class="said wait">
      <h2>{words.failedTitle}</h2>
      <p>{words.failed}</p>
      <ul class="plainlist">
        {invoices.map(({ id, number, currency, asked }) => {
          const name = isolate(number);
          const pay = words.pay(writer.amount(currency, asked));
          const fullLabel = writer.own.of(pay, writer.own.autopay.invoiceNumber(name));
          return (
            <li>
              <b>{name}</b> <VerbLink href={payPath([id])} label={pay} fullLabel={fullLabel} />
            </li>
          );
        })}
      </ul>
    </div>
  );
};

type Adding = {
  readonly setupId: string;
  readonly takesAch: boolean;
  readonly csrf: string;
  readonly words: SettingsWriter['own']['settings'];
};

/** The ways to add a method. */
const Ways = ({ setupId, takesAch, csrf, words }: Adding) => (
  <Section title={words.add}>
    <ul class="ways">
      <li>
        <PostForm csrf={csrf} action="/portal/settings/card">
          <Hidden name="setup" value={setupId} />
          <Button>{words.addCard}</Button>
        </PostForm>
        <Remark>{words.addCardHint}</Remark>
      </li>
      {takesAch && (
        <li>
          <a class="plain" href="/portal/settings/bank">
            {words.addBank}
          </a>
          <Remark>{words.addBankHint}</Remark>
        </li>
      )}
    </ul>
  </Section>
);
