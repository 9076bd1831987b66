"""The peer of `sharkfin bench --python`: duffing-curve as a JAX notebook would run it, jitted batch by batch.

Reads a number of batches from each line of standard input, trains that many, and answers with the seconds they took.
Compilation is done before the first answer. The line "scan N" runs the same as one lax.scan. Needs jax only; Adam is
written out (Kingma & Ba 2015), since its cost is the same as any library's once jitted.
"""
import sys
import time

import jax
import jax.numpy as jnp
from jax import jit, value_and_grad, vmap

BATCH, STEPS, BINS, DURATION = 32, 400, 50, 200.0
PRIORS = ((-1.0, 1.0), (0.5, 1.5), (0.0, 0.15))
RATE, BETA1, BETA2, EPSILON = 1e-3, 0.9, 0.999, 1e-8


def sweep(omega0, gamma, epsilon):
    times = jnp.linspace(0.0, DURATION, STEPS)
    dt = times[1] - times[0]

    def slope(z, t):
        omega = -4.0 + 8.0 * t / DURATION
        return (-0.5 * gamma - 1j * (omega0 - omega + epsilon * jnp.abs(z) ** 2)) * z + 1j

    def step(z, t):
        k1 = slope(z, t)
        k2 = slope(z + 0.5 * dt * k1, t + 0.5 * dt)
        k3 = slope(z + 0.5 * dt * k2, t + 0.5 * dt)
        k4 = slope(z + dt * k3, t + dt)
        z = z + dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
        return z, jnp.abs(z)

    return jax.lax.scan(step, 0.0 + 0.0j, times)[1]


def simulate(key):
    drawn = [
        jax.random.uniform(k, [BATCH], minval=low, maxval=high)
        for k, (low, high) in zip(jax.random.split(key, len(PRIORS)), PRIORS)
    ]
    curves = vmap(sweep)(*drawn)
    return jax.image.resize(curves, [BATCH, BINS], "linear"), jnp.stack(drawn, 1)


def loss(parameters, x, y):
    w1, b1, w2, b2 = parameters
    return jnp.sum((jnp.tanh(x @ w1 + b1) @ w2 + b2 - y) ** 2) / BATCH


def update(state, x, y):
    parameters, first, second, count = state
    value, gradient = value_and_grad(loss)(parameters, x, y)
    count = count + 1
    first = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, first, gradient)
    second = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, second, gradient)
    rate = RATE * jnp.sqrt(1 - BETA2**count) / (1 - BETA1**count)
    parameters = jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + EPSILON), parameters, first, second)
    return (parameters, first, second, count), value


def start():
    k1, k2 = jax.random.split(jax.random.key(0))
    parameters = (
        jax.random.normal(k1, [BINS, 100]) / jnp.sqrt(BINS),
        jnp.zeros(100),
        jax.random.normal(k2, [100, 3]) / 10.0,
        jnp.zeros(3),
    )
    zeros = jax.tree.map(jnp.zeros_like, parameters)
    return parameters, zeros, zeros, jnp.zeros(())


jitted_simulate, jitted_update = jit(simulate), jit(update)


def batch_by_batch(batches):
    state, key = start(), jax.random.key(1)
    value = None
    for _ in range(batches):
        key, here = jax.random.split(key)
        state, value = jitted_update(state, *jitted_simulate(here))
    return jax.block_until_ready(value)


@jit
def whole(state, keys):
    return jax.lax.scan(lambda carried, key: update(carried, *simulate(key)), state, keys)


def one_scan(batches):
    return jax.block_until_ready(whole(start(), jax.random.split(jax.random.key(1), batches))[1])


batch_by_batch(3)
print("ready", jax.__version__, flush=True)
for line in sys.stdin:
    words = line.split()
    work, batches = (one_scan, int(words[1])) if words[0] == "scan" else (batch_by_batch, int(words[0]))
    begin = time.perf_counter()
    work(batches)
    print(time.perf_counter() - begin, flush=True)
