{{/* A Service by which Prometheus finds an app's pods, ready or not. Takes root, app. */}}
{{- define "parallax.pods" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "parallax.fullname" .root }}-{{ .app }}
  labels:
    {{- include "parallax.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .app }}
    parallax/scrape: "true"
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    {{- include "parallax.selector" . | nindent 4 }}
  ports:
    - name: operations
      port: 8080
      targetPort: operations
      protocol: TCP
{{- end }}

{{/* An app that keeps state: names and volumes outlive its pods. Takes root, app, image, replicas, args. */}}
{{- define "parallax.statefulSet" -}}
{{- $persistence := (index .root.Values .app).persistence }}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ include "parallax.fullname" .root }}-{{ .app }}
  labels:
    {{- include "parallax.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .app }}
spec:
  serviceName: {{ include "parallax.fullname" .root }}-{{ .app }}
  replicas: {{ .replicas }}
  podManagementPolicy: Parallel
  updateStrategy:
    type: RollingUpdate
  selector:
    matchLabels:
      {{- include "parallax.selector" . | nindent 6 }}
  template:
    {{- include "parallax.pod" (merge (dict "stateful" true) .) | nindent 4 }}
  {{- if $persistence.enabled }}
  volumeClaimTemplates:
    - metadata:
        name: state
        labels:
          {{- include "parallax.selector" . | nindent 10 }}
      spec:
        accessModes: [ReadWriteOnce]
        {{- with $persistence.storageClass }}
        storageClassName: {{ . }}
        {{- end }}
        resources:
          requests:
            storage: {{ $persistence.size }}
  {{- end }}
{{- end }}

{{/* Addresses of other regions as seen from here. Takes root, endpoints: whether the app probes. */}}
{{- define "parallax.addresses" -}}
{{- $arguments := list }}
{{- range $region, $address := .root.Values.fromHere.peers }}
{{- $arguments = concat $arguments (list "--peer" (printf "%s=%s" $region $address)) }}
{{- end }}
{{- if .endpoints }}
{{- range $region, $url := .root.Values.fromHere.endpoints }}
{{- $arguments = concat $arguments (list "--endpoint" (printf "%s=%s" $region $url)) }}
{{- end }}
{{- end }}
{{- $arguments | toYaml }}
{{- end }}
