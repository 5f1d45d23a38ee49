buildscript {
    repositories {
        google()
        mavenCentral()
    }
    dependencies {
        // The Android plugin includes another Kotlin version; the bindings and screens are written for this one.
        classpath(libs.kotlin.gradle.plugin)
    }
}

plugins {
    alias(libs.plugins.android.application) apply false
    alias(libs.plugins.compose.compiler) apply false
}
