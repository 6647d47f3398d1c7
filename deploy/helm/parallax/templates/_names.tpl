{{- define "parallax.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" }}
{{- end }}

{{/* At most 40 characters, as -replicator and a revision's hash follow. */}}
{{- define "parallax.fullname" -}}
{{- $name := include "parallax.name" . }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "parallax.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "parallax.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/* Labels of everything in the release. */}}
{{- define "parallax.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "parallax.releaseLabels" . }}
app.kubernetes.io/part-of: parallax
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "parallax.releaseLabels" -}}
app.kubernetes.io/name: {{ include "parallax.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "parallax.isFederated" -}}
{{- if and .Values.multiRegion.enabled (eq (default "global" .Values.multiRegion.controlPlane.mode) "federated") }}true{{ end }}
{{- end }}

{{/* Apps of this release, separated by blanks. */}}
{{- define "parallax.apps" -}}
{{- if .Values.router.enabled }}router {{ end }}
{{- if .Values.health.enabled }}health {{ end }}
{{- if and .Values.replicator.enabled (include "parallax.isFederated" .) }}replicator {{ end }}
{{- if .Values.observer.enabled }}observer{{ end }}
{{- end }}

{{/* The app that answers for the region. */}}
{{- define "parallax.endpointApp" -}}
{{- if .Values.router.enabled }}router{{ else if .Values.observer.enabled }}observer{{ else if .Values.health.enabled }}health{{ end }}
{{- end }}

{{/* Name of the Secret with Kafka's credentials; empty if there is none. */}}
{{- define "parallax.credentials" -}}
{{- if .Values.credentials.existingSecret }}
{{- .Values.credentials.existingSecret }}
{{- else if .Values.credentials.create }}
{{- include "parallax.fullname" . }}-credentials
{{- end }}
{{- end }}
