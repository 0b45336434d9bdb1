import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { metrics } from '@opentelemetry/api'

/**
 * Measures the process itself, under the names of OpenTelemetry's conventions.
 *
 * @returns how to stop.
 */
export function observeProcess(): () => void {
  const meter = metrics.getMeter('@itqan/telemetry')
  const delay = monitorEventLoopDelay({ resolution: 10 })
  let utilization = performance.eventLoopUtilization()
  delay.enable()

  const cpu = meter.createObservableCounter('process.cpu.time', { unit: 's' })
  const rss = meter.createObservableGauge('process.memory.usage', { unit: 'By' })
  const heap = meter.createObservableGauge('v8js.memory.heap.used', { unit: 'By' })
  const p50 = meter.createObservableGauge('nodejs.eventloop.delay.p50', { unit: 's' })
  const p99 = meter.createObservableGauge('nodejs.eventloop.delay.p99', { unit: 's' })
  const max = meter.createObservableGauge('nodejs.eventloop.delay.max', { unit: 's' })
  const busy = meter.createObservableGauge('nodejs.eventloop.utilization', { unit: '1' })

  meter.addBatchObservableCallback(
    (result) => {
      const { user, system } = process.cpuUsage()
      result.observe(cpu, user / 1e6, { 'cpu.mode': 'user' })
      result.observe(cpu, system / 1e6, { 'cpu.mode': 'system' })
      const memory = process.memoryUsage()
      result.observe(rss, memory.rss)
      result.observe(heap, memory.heapUsed)
      result.observe(p50, delay.percentile(50) / 1e9)
      result.observe(p99, delay.percentile(99) / 1e9)
      result.observe(max, delay.max / 1e9)
      // Of the time since the last reading.
      delay.reset()
      const now = performance.eventLoopUtilization()
      result.observe(busy, performance.eventLoopUtilization(now, utilization).utilization)
      utilization = now
    },
    [cpu, rss, heap, p50, p99, max, busy],
  )
  return () => delay.disable()
}
