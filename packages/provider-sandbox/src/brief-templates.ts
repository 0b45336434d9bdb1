export const frenchBrief = `# Brief de projet

> {quote}

## Périmètre

- **Objectif** : présenter l’activité en une page d’accueil claire et recevoir des demandes qualifiées.
- **Public** : de nouveaux clients, sur téléphone d’abord, qui comparent deux ou trois prestataires.
- **Inclus** : conception, intégration, textes de départ, mise en ligne, formation d’une heure.
- **Exclu** : paiement en ligne, application mobile, reprise d’anciennes données.
- **Délai** : quatre semaines, avec une version à relire à la fin de la deuxième.

## Pages

1. **Accueil** : la promesse, trois preuves, un seul appel à l’action.
2. **Offre** : ce qui est compris, pour qui, à partir de quel prix.
3. **Réalisations** : trois projets, chacun avec son contexte et son résultat.
4. **À propos** : l’équipe, la méthode, l’adresse.
5. **Contact** : un formulaire court, un numéro, une réponse sous un jour ouvré.

## Questions à trancher

- Qui fournit les photos et relit les textes, et pour quelle date ?
- Le site parle-t-il une seule langue au lancement ?
- Où arrivent les demandes : une boîte commune ou un outil déjà en place ?
- Qu’est-ce qui fera dire, dans six mois, que le projet a réussi ?
`

export const englishBrief = `# Project brief

> {quote}

## Scope

- **Goal**: present the business on one clear home page and receive qualified enquiries.
- **Audience**: new customers, on a phone first, who compare two or three suppliers.
- **Included**: design, build, starting copy, launch, one hour of training.
- **Excluded**: online payment, a mobile app, migration of old data.
- **Time**: four weeks, with a version to review at the end of the second.

## Pages

1. **Home**: the promise, three proofs, a single call to action.
2. **Services**: what is included, for whom, from what price.
3. **Work**: three projects, each with its context and its result.
4. **About**: the team, the method, the address.
5. **Contact**: a short form, a phone number, an answer within one working day.

## Questions to settle

- Who supplies the photographs and reviews the copy, and by when?
- Does the site speak a single language at launch?
- Where do enquiries arrive: a shared inbox or a tool already in place?
- What will make us say, in six months, that the project succeeded?
`
