{{/* The port of a URL, by its scheme where it names none. */}}
{{- define "parallax.urlPort" -}}
{{- $url := urlParse . }}
{{- if regexMatch ":[0-9]+$" $url.host }}
{{- regexFind "[0-9]+$" $url.host }}
{{- else if eq $url.scheme "https" }}443{{ else }}80{{ end }}
{{- end }}

{{/* Ports of everything that the configuration names, one a line. */}}
{{- define "parallax.egressPorts" -}}
{{- $addresses := list .Values.kafka.bootstrapServers .Values.fromHere.bootstrapServers }}
{{- $urls := concat .Values.schemaRegistry.urls (values .Values.fromHere.endpoints) }}
{{- $addresses = concat $addresses (values .Values.fromHere.peers) }}
{{- range .Values.multiRegion.regions }}
{{- with .endpoint }}{{ $urls = append $urls . }}{{ end }}
{{- with .kafka }}{{ $addresses = append $addresses .bootstrapServers }}{{ end }}
{{- with .schemaRegistry }}{{ $urls = concat $urls (kindIs "string" .urls | ternary (list .urls) .urls) }}{{ end }}
{{- end }}
{{- $ports := list }}
{{- range $list := $addresses }}
{{- range splitList "," $list }}
{{- with regexFind "[0-9]+$" (trim .) }}{{ $ports = append $ports . }}{{ end }}
{{- end }}
{{- end }}
{{- range $urls }}{{ $ports = append $ports (include "parallax.urlPort" .) }}{{ end }}
{{- range .Values.networkPolicy.extraEgressPorts }}{{ $ports = append $ports (toString .) }}{{ end }}
{{- range $ports | uniq | sortAlpha }}
- port: {{ . }}
  protocol: TCP
{{- end }}
{{- end }}
