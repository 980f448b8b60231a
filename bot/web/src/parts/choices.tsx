import type { Conversation } from '../conversation';
import { texts } from '../texts';
import type { Choice } from '../wire';
import { Tick } from './icons';

interface Props {
  conversation: Conversation;
  choices: readonly Choice[];
  held: boolean;
}

/** The offered answers. At a step that takes several, what is chosen looks chosen. */
export function Choices({ conversation, choices, held }: Props) {
  return (
    <div class="choices" role="group" aria-label={texts.choicesLabel}>
      {choices.map((choice) => (
        <button
          key={choice.id}
          type="button"
          aria-disabled={held}
          {...(choice.chosen === undefined ? {} : { 'aria-pressed': choice.chosen })}
          onClick={() => void conversation.choose(choice)}
        >
          {choice.chosen && <Tick />}
          {choice.title}
        </button>
      ))}
    </div>
  );
}
