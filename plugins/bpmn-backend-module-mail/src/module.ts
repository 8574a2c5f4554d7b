import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  bpmnElementTemplatesExtensionPoint,
  bpmnJobHandlersExtensionPoint,
  bpmnMailboxExtensionPoint,
  bpmnTaskNotifiersExtensionPoint,
} from '@bpmn-pipelines/backstage-plugin-bpmn-node';
import { readMailConfig } from './config/readMailConfig';
import { Post } from './mail/Post';
import { MailTaskNotifier } from './notices/MailTaskNotifier';
import { portalCatalog } from './people/Catalog';
import { People } from './people/People';
import { createMailJobHandler } from './task/mailJobHandler';
import { mailTemplate } from './template';

/** Mails: the element "Mail" with its job handler, and what tells people of their tasks. */
export const bpmnModuleMail = createBackendModule({
  pluginId: 'bpmn',
  moduleId: 'mail',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        elementTemplates: bpmnElementTemplatesExtensionPoint,
        jobHandlers: bpmnJobHandlersExtensionPoint,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        mailbox: bpmnMailboxExtensionPoint,
        taskNotifiers: bpmnTaskNotifiersExtensionPoint,
      },
      async init({ auth, discovery, mailbox, ...deps }) {
        const config = readMailConfig(deps.config);
        const people = new People(portalCatalog({ auth, discovery }));
        const post = new Post({ config, mailbox });
        const options = { config, people, post };
        deps.jobHandlers.addJobHandler(createMailJobHandler(options));
        deps.elementTemplates.addElementTemplate(mailTemplate);
        if (config.tellsOfTasks) {
          deps.taskNotifiers.addTaskNotifier(new MailTaskNotifier(options));
        }
        if (!config.smtp) {
          deps.logger.info(
            'No mail server is configured (bpmn.mail.smtp): mails are kept in the outbox of the portal',
          );
        }
        deps.lifecycle.addShutdownHook(() => post.close());
      },
    });
  },
});
