/** The workspaces, in the order of the rail. */
import type { Component } from 'svelte'
import type { WorkspaceId } from '../state/workspace.svelte'
import Characterize from './characterize/Characterize.svelte'
import CharacterizeHeader from './characterize/CharacterizeHeader.svelte'
import Engines from './engines/Engines.svelte'
import Fit from './fit/Fit.svelte'
import FitHeader from './fit/FitHeader.svelte'
import Images from './images/Images.svelte'
import ImagesHeader from './images/ImagesHeader.svelte'
import Lessons from './lessons/Lessons.svelte'
import LessonsHeader from './lessons/LessonsHeader.svelte'
import Optimize from './optimize/Optimize.svelte'
import OptimizeHeader from './optimize/OptimizeHeader.svelte'
import Overfit from './overfit/Overfit.svelte'
import OverfitHeader from './overfit/OverfitHeader.svelte'
import Runs from './runs/Runs.svelte'
import RunsHeader from './runs/RunsHeader.svelte'

export interface Workspace {
  readonly id: WorkspaceId
  readonly name: string
  readonly View: Component
  /** What stands at the head of the window. */
  readonly Header: Component
}

export const WORKSPACES: readonly Workspace[] = [
  { id: 'optimize', name: 'Optimize', View: Optimize, Header: OptimizeHeader },
  { id: 'fit', name: 'Fit', View: Fit, Header: FitHeader },
  { id: 'characterize', name: 'Characterize', View: Characterize, Header: CharacterizeHeader },
  { id: 'overfit', name: 'Overfit', View: Overfit, Header: OverfitHeader },
  { id: 'images', name: 'Images', View: Images, Header: ImagesHeader },
  { id: 'runs', name: 'Runs & models', View: Runs, Header: RunsHeader },
  { id: 'lessons', name: 'Lessons', View: Lessons, Header: LessonsHeader },
  { id: 'engines', name: 'Engines', View: Engines, Header: CharacterizeHeader }
]
