buildscript {
    repositories {
        google()
        mavenCentral()
    }
    dependencies {
        // The Android plugin brings a Kotlin of its own; the bindings and screens are written for this one.
        classpath(libs.kotlin.gradle.plugin)
    }
}

plugins {
    alias(libs.plugins.android.application) apply false
    alias(libs.plugins.compose.compiler) apply false
}
