/** Lesson 3c: a whole map of the response as an image, and a network that looks at it through small windows. */
import { put, putAndTrain } from './act.svelte'
import { images } from '../images/images.svelte'
import type { Lesson } from './lesson'

export const imagesLesson: Lesson = {
  id: 'images',
  title: 'Seeing a map',
  place: 'Lesson 3, with images',
  opening:
    'Sweep the frequency at fifty drives and the response becomes a picture. It is noisy, so noisy that a single row says little, and a convolution is made for that: the same small kernel slides over the whole picture and answers wherever it finds its pattern.',
  formulas: [],
  steps: [
    {
      id: 'look-at-maps',
      text: 'Look at the maps first: drive upwards, frequency to the right, noise of 0.5 on every point.',
      button: 'Show maps',
      act: () => {
        put('images', 'duffing-map')
        images.view = 'maps'
      },
      see: 'A ridge that leans to one side where epsilon is large. Without the noise it would be sharp.'
    },
    {
      id: 'train-maps',
      text: 'Four convolutions of stride 2 make the picture smaller and deeper, a dense layer reads three numbers.',
      button: 'Train 2,000 batches',
      act: async () => {
        images.view = 'maps'
        await putAndTrain('images', 'duffing-map')
      },
      see: 'After 2,000 batches the validation loss is below 0.0113, which is what the lesson reaches.'
    },
    {
      id: 'inside',
      text: 'What has it learnt to look for?',
      button: 'Look inside',
      act: () => {
        put('images', 'duffing-map')
        images.view = 'network'
      },
      see: 'The kernels of the first layer as small pictures, and what each layer makes of one map: edges of the ridge first, then shapes that nobody has named.'
    },
    {
      id: 'clean-maps',
      text: 'A network may give back a picture instead of numbers. Between the small pictures of its middle and the large one that it says, the fine ones of its beginning are handed across: the letter U.',
      button: 'Take the noise out',
      act: async () => {
        images.view = 'clean'
        await putAndTrain('images', 'duffing-clean')
      },
      see: 'The map comes out of the noise while it trains. In the end it is several times closer to the clean one than what it was given, and closer than any blur.'
    },
    {
      id: 'latent-plane',
      text: 'Let a network say again what it sees, but through two numbers only, and it must find out what all maps have in common.',
      button: 'Maps through two numbers',
      act: async () => {
        images.view = 'latent'
        await putAndTrain('images', 'duffing-latent')
      },
      see: 'A plane of maps that can be dragged through. Neighbours look alike, omega0 runs along one direction, and with three parameters through two numbers something is lost.'
    },
    {
      id: 'surrogate',
      text: 'Turned round, the network takes the place of the simulation: from three parameters to the whole response.',
      button: 'A surrogate of the pendulum',
      act: async () => {
        images.view = 'surrogate'
        await putAndTrain('images', 'pendulum-surrogate')
      },
      see: "Its curve lies on the simulator's wherever the sliders are, but for the sharp edge, and it answers many times faster. Both are measured here, on this machine."
    }
  ]
}
