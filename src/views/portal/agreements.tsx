import { Lead, Remark, WayOn } from '../components/prose.tsx';
import { isolate } from '../text.ts';
import { portalPage } from './frame.tsx';
import { SETTINGS_STYLES } from './settings-styles.ts';
import { type SettingsContext, type SettingsWriter, writerOf } from './settings-writer.ts';

/** An agreement, word for word, and its date. */
export type KeptAgreement = {
  readonly kind: 'bank_debit' | 'autopay' | 'link_payment';
  readonly version: string;
  readonly locale: string;
  readonly text: string;
  readonly agreedBy: string;
  readonly ipAddress: string;
  readonly agreedAt: number;
};

/** All agreements, newest first, in the words and language in which they were shown. */
export function agreementsPage(agreements: readonly KeptAgreement[], context: SettingsContext): string {
  const writer = writerOf(context);
  const words = writer.own.agreements;
  const { timeZone } = context.visit.merchant;
  const body = (
    <>
      <h1>{words.title}</h1>
      {agreements.length === 0 && <Lead>{words.none}</Lead>}
      {agreements.map((agreement) => (
        <Agreement agreement={agreement} timeZone={timeZone} writer={writer} />
      ))}
      <WayOn href="/portal/autopay">{words.back}</WayOn>
    </>
  );
  return portalPage({ title: words.title, styles: SETTINGS_STYLES, context, area: 'autopay', body });
}

type Agreement = {
  readonly agreement: KeptAgreement;
  readonly timeZone: string;
  readonly writer: SettingsWriter;
};

const Agreement = ({ agreement, timeZone, writer }: Agreement) => {
  const words = writer.own.agreements;
  const { kind, version, locale, text, agreedBy, ipAddress, agreedAt } = agreement;
  const at = writer.instant(agreedAt, timeZone);
  return (
    <article class="terms">
      <h2>{words.kind[kind]}</h2>
      <div lang={locale} dir="auto">
        {text.split('\n').map((line) => (
          <p>{line}</p>
        ))}
      </div>
      <Remark>
        {kind === 'link_payment'
          ? words.byPayer(agreedBy === '' ? words.anybody : isolate(agreedBy), at)
          : words.by(isolate(agreedBy), at, ipAddress)}{' '}
        · {words.edition(version)}
      </Remark>
    </article>
  );
};
