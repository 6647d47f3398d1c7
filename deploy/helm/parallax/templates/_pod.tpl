{{/* Labels by which a workload finds its pods. Takes root, app. */}}
{{- define "parallax.selector" -}}
{{ include "parallax.releaseLabels" .root }}
app.kubernetes.io/component: {{ .app }}
{{- end }}

{{/* The template of an app's pods. Takes root, app, image, args, stateful. */}}
{{- define "parallax.pod" -}}
{{- $values := .root.Values }}
metadata:
  labels:
    {{- include "parallax.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .app }}
    {{- with $values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    checksum/config: {{ include "parallax.config" .root | sha256sum }}
    {{- with $values.credentials.create }}
    checksum/credentials: {{ toYaml . | sha256sum }}
    {{- end }}
    {{- with $values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "parallax.serviceAccount" .root }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
  {{- with $values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: {{ .app }}
      image: {{ printf "%s/%s:%s" $values.image.repository .image (default .root.Chart.AppVersion $values.image.tag) | quote }}
      imagePullPolicy: {{ $values.image.pullPolicy }}
      {{- with .args }}
      args:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      env:
        {{- include "parallax.environment" .root | nindent 8 }}
      ports:
        - name: operations
          containerPort: 8080
          protocol: TCP
      # Long, as the address answers before brokers and registry do.
      startupProbe:
        httpGet: {path: /health/live, port: operations, scheme: {{ include "parallax.scheme" .root }}}
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet: {path: /health/live, port: operations, scheme: {{ include "parallax.scheme" .root }}}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: {path: /health/ready, port: operations, scheme: {{ include "parallax.scheme" .root }}}
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: 2
      resources:
        {{- toYaml (index $values .app).resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        privileged: false
        capabilities:
          drop: [ALL]
      volumeMounts:
        - name: config
          mountPath: /etc/parallax/parallax.config.yaml
          subPath: parallax.config.yaml
          readOnly: true
        - name: tmp
          mountPath: /tmp
        {{- if .stateful }}
        - name: state
          mountPath: /var/lib/parallax
        {{- end }}
        {{- if include "parallax.credentials" .root }}
        - name: credentials
          mountPath: /etc/parallax/credentials
          readOnly: true
        {{- end }}
        {{- if $values.operations.tlsSecret }}
        - name: operations
          mountPath: /etc/parallax/operations
          readOnly: true
        {{- end }}
  volumes:
    - name: config
      configMap:
        name: {{ include "parallax.fullname" .root }}-config
    # RocksDB unpacks its library there and loads it.
    - name: tmp
      emptyDir:
        sizeLimit: 256Mi
    {{- if and .stateful (not (index $values .app).persistence.enabled) }}
    - name: state
      emptyDir: {}
    {{- end }}
    {{- with include "parallax.credentials" .root }}
    - name: credentials
      secret:
        secretName: {{ . }}
        defaultMode: 0440
    {{- end }}
    {{- with $values.operations.tlsSecret }}
    - name: operations
      secret:
        secretName: {{ . }}
        defaultMode: 0440
    {{- end }}
  {{- with $values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- range . }}
    - {{- toYaml . | nindent 6 }}
      labelSelector:
        matchLabels:
          {{- include "parallax.selector" $ | nindent 10 }}
    {{- end }}
  {{- end }}
  {{- with $values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
{{- end }}

{{/* Of the operations servers, as Kubernetes spells it. */}}
{{- define "parallax.scheme" -}}
{{ if .Values.operations.tlsSecret }}HTTPS{{ else }}HTTP{{ end }}
{{- end }}

{{/* What differs by place: the region, how brokers are reached from it, and secrets. */}}
{{- define "parallax.environment" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
# The same after a restart: a static member of its group, which finds its state again. With the
# region, as releases of several regions that share a cluster may have one name.
- name: PARALLAX_INSTANCE_ID
  value: {{ .Values.multiRegion.currentRegion }}.$(POD_NAME)
- name: PARALLAX_REGION
  value: {{ .Values.multiRegion.currentRegion }}
{{- with .Values.fromHere.bootstrapServers }}
- name: PARALLAX_BOOTSTRAP_SERVERS
  value: {{ . | quote }}
{{- end }}
- name: PARALLAX_LOG_LEVEL
  value: {{ .Values.logging.level }}
- name: PARALLAX_LOG_FORMAT
  value: {{ .Values.logging.format }}
{{- if .Values.schemaRegistry.username }}
{{- include "parallax.secretVariable" (dict "name" "PARALLAX_REGISTRY_PASSWORD" "value" "schemaRegistry.passwordSecret" "secret" .Values.schemaRegistry.passwordSecret) }}
{{- end }}
{{- if .Values.schemaRegistry.tokenSecret.name }}
{{- include "parallax.secretVariable" (dict "name" "PARALLAX_REGISTRY_TOKEN" "value" "schemaRegistry.tokenSecret" "secret" .Values.schemaRegistry.tokenSecret) }}
{{- end }}
{{- with .Values.operations }}
{{- if .tokenSecret.name }}
{{- include "parallax.secretVariable" (dict "name" "PARALLAX_OPERATIONS_TOKEN" "value" "operations.tokenSecret" "secret" .tokenSecret) }}
{{- end }}
{{- with .username }}
- name: PARALLAX_OPERATIONS_USER
  value: {{ . | quote }}
{{- end }}
{{- if .username }}
{{- include "parallax.secretVariable" (dict "name" "PARALLAX_OPERATIONS_PASSWORD" "value" "operations.passwordSecret" "secret" .passwordSecret) }}
{{- end }}
{{- if .tlsSecret }}
- name: PARALLAX_OPERATIONS_TLS_CERTIFICATE
  value: /etc/parallax/operations/tls.crt
- name: PARALLAX_OPERATIONS_TLS_KEY
  value: /etc/parallax/operations/tls.key
{{- end }}
{{- with .caFile }}
- name: PARALLAX_OPERATIONS_CA
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "parallax.secretVariable" }}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ required (printf "%s.name: name the Secret" .value) .secret.name }}
      key: {{ required (printf "%s.key: name the key in the Secret" .value) .secret.key }}
{{- end }}
