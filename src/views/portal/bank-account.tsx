import type { Flash } from '../components/flash.tsx';
import { Button, Hidden, PlainButton, PostForm } from '../components/form.tsx';
import { Lead, Section, WayOn } from '../components/prose.tsx';
import type { BankProblems, BankView } from './bank-account-view.ts';
import { BankFields } from './bank-fields.tsx';
import { portalPage } from './frame.tsx';
import { SETTINGS_STYLES } from './settings-styles.ts';
import { refusalOf, type SettingsContext, type SettingsWriter, writerOf } from './settings-writer.ts';
import { TermsText } from './terms-text.tsx';

/** A US bank account: verified at once by its bank first, then by its numbers and test deposits. */
export function bankAccountPage(view: BankView, context: SettingsContext): string {
  const writer = writerOf(context);
  const words = writer.own.bank;
  const { csrf } = context.visit;
  const body = (
    <>
      <h1>{words.title}</h1>
      <Section title={words.instantTitle}>
        <Lead>{words.instant}</Lead>
        <PostForm csrf={csrf} action="/portal/settings/bank/instant">
          <Hidden name="setup" value={view.instantSetupId} />
          <p class="instant">
            <Button>{words.instantButton}</Button>
          </p>
        </PostForm>
      </Section>
      <Section title={words.byNumbers}>
        <Lead>{words.explained}</Lead>
        <PostForm csrf={csrf} action="/portal/settings/bank">
          <Hidden name="setup" value={view.setupId} />
          <Hidden name="terms" value={view.terms.proof} />
          <BankFields form={view.form} problems={view.problems} words={words} />
          <TermsText title={words.terms} text={view.terms.text} />
          <p class="bar">
            <PlainButton>{words.save}</PlainButton>
          </p>
        </PostForm>
      </Section>
      <WayOn href="/portal/settings">{words.back}</WayOn>
    </>
  );
  return portalPage({
    title: words.title,
    styles: SETTINGS_STYLES,
    context,
    area: 'settings',
    said: said(view.problems, writer),
    body,
  });
}

function said(problems: BankProblems, writer: SettingsWriter): Flash | null {
  const words = writer.own.bank;
  const wrong = Object.keys(problems.fields).length;
  if (problems.refused !== null) return refusalOf(writer, problems.refused);
  if (problems.account !== null) return { tone: 'bad', text: words.refused[problems.account] };
  return wrong === 0 ? null : { tone: 'bad', text: words.problems(wrong) };
}
