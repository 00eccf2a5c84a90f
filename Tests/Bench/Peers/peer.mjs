// The same five prompts on the JavaScript Bot Framework SDK. node peer.mjs <port>
import express from 'express';
import botbuilder from 'botbuilder';
import dialogsPackage from 'botbuilder-dialogs';

const { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState, MemoryStorage, UserState } = botbuilder;
const { ChoicePrompt, ConfirmPrompt, DialogSet, DialogTurnStatus, ListStyle, TextPrompt, WaterfallDialog } = dialogsPackage;

const storage = new MemoryStorage();
const conversation = new ConversationState(storage);
const user = new UserState(storage);
const profile = user.createProperty('profile');
const choice = new ChoicePrompt('choice');
const confirm = new ConfirmPrompt('confirm', undefined, 'en-us');
choice.style = confirm.style = ListStyle.suggestedAction;
const dialogs = new DialogSet(conversation.createProperty('dialog'));
dialogs.add(new TextPrompt('text')).add(choice).add(confirm).add(new WaterfallDialog('main', [
  step => step.prompt('text', 'What is your user name?'),
  step => {
    step.values.user = step.result;
    return step.prompt('choice', { prompt: 'Which account?', choices: ['Work', 'School', 'Personal'] });
  },
  step => {
    step.values.kind = step.result.value;
    return step.prompt('text', 'What is your employee number?');
  },
  step => {
    step.values.number = step.result;
    return step.prompt('confirm', `Reset ${step.values.kind} account ${step.values.user}?`);
  },
  async step => {
    const known = await profile.get(step.context, { visits: 0 });
    known.visits++;
    await step.context.sendActivity(step.result ? `Done ${known.visits}` : 'Cancelled');
    return step.endDialog();
  },
]));

class Bot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      const dialog = await dialogs.createContext(context);
      const { status } = await dialog.continueDialog();
      if (status === DialogTurnStatus.empty) {
        await dialog.beginDialog('main');
      }

      await next();
    });
  }

  async run(context) {
    await super.run(context);
    await conversation.saveChanges(context);
    await user.saveChanges(context);
  }
}

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const bot = new Bot();
const app = express();
app.use(express.json());
app.post('/api/messages', (request, response) => adapter.process(request, response, context => bot.run(context)));
app.listen(Number(process.argv[2]), '127.0.0.1');
